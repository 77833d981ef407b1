-- Asks Cenote before a request goes on: `http-request lua.cenote http://127.0.0.1:7665/auth/alb/NAME/auth`.
-- For HAProxy 2.6 and later. Part of docs/forward-auth.md.

-- Headers of an answer that go on to the app. Whatever a client sends by these names is to be deleted before.
local FOR_THE_APP = {
  "x-amzn-oidc-accesstoken", "x-amzn-oidc-identity", "x-amzn-oidc-data", "x-amzn-request-context", "x-appsync-identity",
  "x-auth-request-user", "x-auth-request-preferred-username", "x-auth-request-email", "x-auth-request-groups",
}

-- Headers of an answer that go back to the browser.
local FOR_THE_BROWSER = { "location", "set-cookie", "content-type", "www-authenticate", "cache-control" }

-- What belongs to the connection, or to the body, which Cenote does not read.
local LEFT_OUT = {
  ["connection"] = true, ["content-length"] = true, ["transfer-encoding"] = true, ["upgrade"] = true, ["expect"] = true,
  ["te"] = true, ["trailer"] = true, ["keep-alive"] = true,
}

local function listed(values)
  local list = {}
  for _, value in pairs(values or {}) do list[#list + 1] = value end
  return list
end

core.register_action("cenote", { "http-req" }, function(txn, address)
  local headers = {}
  for name, values in pairs(txn.http:req_get_headers()) do
    if not LEFT_OUT[name] then headers[name] = listed(values) end
  end

  local answer = core.httpclient():get({ url = address, headers = headers, timeout = 10000 })
  if answer and answer.status == 200 then
    for _, name in ipairs(FOR_THE_APP) do
      local values = listed(answer.headers[name])
      if values[1] and values[1] ~= "" then txn.http:req_set_header(name, values[1]) end
    end
    for at = 0, 3 do
      local values = listed(answer.headers["x-auth-set-cookie-" .. at])
      if values[1] and values[1] ~= "" then txn:set_var("txn.cookie_" .. at, values[1]) end
    end
    return
  end

  -- Nobody gets through where nobody answers.
  local reply = txn:reply()
  reply:set_status(answer and answer.status ~= 0 and answer.status or 503)
  for _, name in ipairs(FOR_THE_BROWSER) do
    for _, value in ipairs(listed(answer and answer.headers and answer.headers[name])) do
      reply:add_header(name, value)
    end
  end
  if answer and answer.body then reply:set_body(answer.body) end
  txn:done(reply)
end, 1)
