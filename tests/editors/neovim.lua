-- SPDX-License-Identifier: Apache-2.0
-- A session in Neovim, by the keys of docs/editors.md. Each step waits for what a person would see.
local function fail(words)
  io.stderr:write(words .. "\n" .. vim.fn.execute("messages") .. "\n")
  vim.cmd("cquit 1")
end
local function await(what, so)
  if not vim.wait(20000, so, 20) then fail("not within 20 s: " .. what) end
  io.stdout:write(what .. "\n")
end
local function keys(typed)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(typed, true, false, true), "mx", false)
end
local function text() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n") end
local function put_cursor_on(words)
  vim.fn.cursor(1, 1)
  if vim.fn.search("\\V" .. words, "cW") == 0 then fail("there is no " .. words) end
end
local function told() return vim.diagnostic.get(0) end

-- Questions are answered, and notices kept.
local answers = {}
vim.ui.input = function(_, done) done(table.remove(answers, 1)) end
local offered = {}
vim.ui.select = function(items, how, done)
  offered = vim.tbl_map(how.format_item or tostring, items)
  done(items[1], 1)
end
local notices = {}
vim.notify = function(words) table.insert(notices, words) end

await("the mistake is shown", function() return #told() == 1 end)
local mistake = told()[1]
if not mistake.message:find("unknown name 'rat'", 1, true) then fail("another mistake: " .. mistake.message) end
local line = vim.api.nvim_buf_get_lines(0, mistake.lnum, mistake.lnum + 1, false)[1]
if line:sub(mistake.col + 1, mistake.end_col) ~= "rat" then fail("it is shown at '" .. line:sub(mistake.col + 1, mistake.end_col) .. "'") end

vim.api.nvim_win_set_cursor(0, { mistake.lnum + 1, mistake.col })
keys("<leader>a")
await("a code action is offered", function() return #offered > 0 end)
if not offered[1]:find("write 'rate'", 1, true) then fail("another code action: " .. offered[1]) end
await("the code action is applied", function() return text():find("* rate\n", 1, true) ~= nil end)
await("the mistake is gone", function() return #told() == 0 end)

put_cursor_on("fee \"")
keys("K")
local function floating()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), "\n")
    end
  end
end
await("hovering says who pays whom", function() return (floating() or ""):find("Payer", 1, true) ~= nil end)

put_cursor_on("rate = 50%")
keys("gd")
await("the definition is found", function() return vim.fn.getline("."):find("metric rate", 1, true) ~= nil end)

answers = { "success" }
keys("<leader>r")
await("the metric is renamed", function() return text():find("given success", 1, true) ~= nil and not text():find("rate") end)
if #told() ~= 0 then fail("a mistake after renaming: " .. told()[1].message) end

keys("<leader>f")
await("it is laid out", function() return text():find('party payer  "', 1, true) ~= nil end)
vim.cmd("silent write")
await("the lenses are shown", function() return #vim.lsp.codelens.get(0) == 1 end)
put_cursor_on("scenario")
keys("<leader>l")
await("the scenario is run by its lens", function()
  local all = table.concat(notices, "\n") .. vim.fn.execute("messages")
  return all:find("'half' holds", 1, true) ~= nil
end)

local clients = vim.tbl_values(vim.lsp.buf_get_clients(0))
if #clients ~= 1 or vim.fn.fnamemodify(clients[1].config.root_dir, ":t") ~= "the contracts" then fail("not one server for the folder") end
if vim.fn.execute("messages"):find("Error", 1, true) then fail("an error on the way") end
vim.cmd("qall!")
