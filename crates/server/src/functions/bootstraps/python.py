# The bootstrap of handlers for Python: loads FILE.FUNCTION from the function's folder and speaks the Lambda Runtime API.
# AWS: the developer guide of Lambda, "Define Lambda function handler in Python", "Using the Lambda runtime API".
import http.client
import importlib
import json
import os
import sys
import time
import traceback

BASE = "/2018-06-01/runtime"


class Api:
    def __init__(self):
        self.connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])

    def call(self, method, where, body=None, headers=None):
        self.connection.request(method, BASE + where, body=body, headers=headers or {})
        response = self.connection.getresponse()
        return response, response.read()

    def fail(self, where, error):
        kind = type(error).__name__
        trace = traceback.format_exception(type(error), error, error.__traceback__)
        sys.stderr.write("".join(trace))
        report = {"errorMessage": str(error), "errorType": kind, "stackTrace": trace}
        headers = {"Content-Type": "application/json", "Lambda-Runtime-Function-Error-Type": kind}
        self.call("POST", where, json.dumps(report).encode(), headers)


class Context:
    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = None
        self.client_context = None
        self._deadline_ms = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline_ms - int(time.time() * 1000))


def load():
    file, name = os.environ["_HANDLER"].rsplit(".", 1)
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    module = importlib.import_module(file.replace("/", "."))
    return getattr(module, name)


def main():
    api = Api()
    try:
        handler = load()
    except BaseException as error:
        api.fail("/init/error", error)
        sys.exit(1)
    while True:
        response, body = api.call("GET", "/invocation/next")
        if response.status != 200:
            sys.exit(1)
        context = Context(response.headers)
        os.environ["_X_AMZN_TRACE_ID"] = response.headers.get("Lambda-Runtime-Trace-Id", "")
        where = "/invocation/" + context.aws_request_id
        try:
            answer = json.dumps(handler(json.loads(body), context)).encode()
        except Exception as error:
            api.fail(where + "/error", error)
            continue
        api.call("POST", where + "/response", answer, {"Content-Type": "application/json"})


main()
