// The bootstrap of handlers for Node.js: loads FILE.FUNCTION from the function's folder and speaks the Lambda Runtime API.
// AWS: the developer guide of Lambda, "Define Lambda function handler in Node.js", "Using the Lambda runtime API".
"use strict";
const http = require("node:http");
const path = require("node:path");
const fs = require("node:fs");
const { createRequire } = require("node:module");
const { pathToFileURL } = require("node:url");

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
const agent = new http.Agent({ keepAlive: true });
const base = "/2018-06-01/runtime";

function call(method, where, body, headers) {
  return new Promise((resolve, reject) => {
    const all = body === undefined ? headers : { ...headers, "content-length": Buffer.byteLength(body) };
    const request = http.request({ host, port, method, path: base + where, headers: all, agent }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => resolve({ headers: response.headers, status: response.statusCode, body: Buffer.concat(parts).toString() }));
      response.on("error", reject);
    });
    request.on("error", reject);
    request.end(body);
  });
}

function told(error) {
  if (error instanceof Error || (error && typeof error === "object" && "message" in error)) {
    const trace = String(error.stack || "").split("\n");
    return { errorType: String(error.name || "Error"), errorMessage: String(error.message), trace };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

async function fail(where, error) {
  const report = told(error);
  process.stderr.write(`${report.trace.join("\n") || report.errorMessage}\n`);
  const headers = { "content-type": "application/json", "lambda-runtime-function-error-type": encodeURIComponent(report.errorType) };
  await call("POST", where, JSON.stringify(report), headers);
}

async function load() {
  const root = process.env.LAMBDA_TASK_ROOT;
  const at = process.env._HANDLER.lastIndexOf(".");
  const [file, name] = [process.env._HANDLER.slice(0, at), process.env._HANDLER.slice(at + 1)];
  const found = [".js", ".mjs", ".cjs"].map((ending) => path.resolve(root, file + ending)).find((place) => fs.existsSync(place));
  if (!found) throw Object.assign(new Error(`Cannot find module '${file}'`), { name: "Runtime.ImportModuleError" });
  let module;
  try {
    module = createRequire(found)(found);
  } catch (error) {
    if (error.code !== "ERR_REQUIRE_ESM" && error.code !== "ERR_REQUIRE_ASYNC_MODULE") throw error;
    module = await import(pathToFileURL(found));
  }
  const handler = module[name] || (module.default && module.default[name]);
  if (typeof handler !== "function") {
    throw Object.assign(new Error(`${process.env._HANDLER} is undefined or not exported`), { name: "Runtime.HandlerNotFound" });
  }
  return handler;
}

// A handler that neither answers nor has anything left to wait for has answered with nothing.
let giveUp = () => {};
process.on("beforeExit", () => giveUp());

function run(handler, event, context) {
  return new Promise((resolve, reject) => {
    giveUp = () => resolve(null);
    const done = (error, answer) => (error === undefined || error === null ? resolve(answer) : reject(error));
    Object.assign(context, { done, succeed: resolve, fail: reject });
    const answer = handler(event, context, done);
    // A handler that takes a callback answers by it, any other by what it returns.
    if (answer && typeof answer.then === "function") answer.then(resolve, reject);
    else if (handler.length < 3 && answer !== undefined) resolve(answer);
  });
}

let current;

async function main() {
  let handler;
  try {
    handler = await load();
  } catch (error) {
    await fail("/init/error", error);
    process.exit(1);
  }
  for (;;) {
    const next = await call("GET", "/invocation/next");
    if (next.status !== 200) process.exit(1);
    const id = (current = next.headers["lambda-runtime-aws-request-id"]);
    process.env._X_AMZN_TRACE_ID = next.headers["lambda-runtime-trace-id"] || "";
    const deadline = Number(next.headers["lambda-runtime-deadline-ms"]);
    const context = {
      awsRequestId: id,
      invokedFunctionArn: next.headers["lambda-runtime-invoked-function-arn"],
      functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
      functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
      memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
      logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
      logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    };
    let answer;
    try {
      const value = await run(handler, JSON.parse(next.body), context);
      answer = value === undefined ? "null" : JSON.stringify(value);
    } catch (error) {
      await fail(`/invocation/${id}/error`, error);
      continue;
    }
    await call("POST", `/invocation/${id}/response`, answer === undefined ? "null" : answer, { "content-type": "application/json" });
  }
}

async function crash(error) {
  try {
    await fail(current ? `/invocation/${current}/error` : "/init/error", error);
  } finally {
    process.exit(129);
  }
}
process.on("uncaughtException", crash);
process.on("unhandledRejection", crash);
main().catch(() => process.exit(1));
