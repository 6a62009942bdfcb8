// SPDX-License-Identifier: Apache-2.0
// How the server begins, ends, refuses and takes back, and that no bytes bring it down.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import test from "node:test";
import { Client, contracts, example, folderWith, lsp, program } from "./client.mjs";

const framed = (text) => `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
const message = (json) => framed(JSON.stringify(json));

// What comes back for these bytes, and the exit code.
async function exchange(bytes) {
  const server = spawn(program, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
  const out = [];
  server.stdout.on("data", (chunk) => out.push(chunk));
  server.stdin.on("error", () => {});
  server.stdin.end(bytes);
  const code = await new Promise((resolve) => server.on("exit", resolve));
  const answers = [];
  let rest = Buffer.concat(out);
  while (rest.length > 0) {
    const header = /^Content-Length: (\d+)\r\n\r\n/.exec(rest.toString("latin1"));
    const end = header[0].length + Number(header[1]);
    answers.push(JSON.parse(rest.subarray(header[0].length, end).toString("utf8")));
    rest = rest.subarray(end);
  }
  return { answers, code };
}

const initialize = { jsonrpc: "2.0", id: 1, method: "initialize", params: { capabilities: {} } };
const shutdown = { jsonrpc: "2.0", id: 2, method: "shutdown" };
const exit = { jsonrpc: "2.0", method: "exit" };

test("initialize, shutdown and exit end with 0", async () => {
  const { answers, code } = await exchange([initialize, shutdown, exit].map(message).join(""));
  assert.equal(code, 0);
  assert.deepEqual(answers.map((answer) => answer.id), [1, 2]);
  assert.equal(answers[1].result, null);
});

test("exit without shutdown, and an editor that is gone, end with 1", async () => {
  assert.equal((await exchange([initialize, exit].map(message).join(""))).code, 1);
  assert.equal((await exchange(message(initialize))).code, 1);
  assert.equal((await exchange("")).code, 1);
});

test("requests out of their time are refused", async () => {
  const hover = (id) => ({ jsonrpc: "2.0", id, method: "textDocument/hover", params: {} });
  const { answers } = await exchange([hover(7), initialize, initialize, shutdown, hover(8), exit].map(message).join(""));
  assert.deepEqual(answers.map((answer) => answer.error?.code), [-32002, undefined, -32600, undefined, -32600]);
});

test("unknown methods and wrong parameters are refused, unknown notices passed over", async () => {
  const ask = (id, method, params) => ({ jsonrpc: "2.0", id, method, params });
  const { answers } = await exchange(
    [
      initialize,
      ask(3, "textDocument/nothing", {}),
      ask(4, "textDocument/hover", {}),
      ask(5, "textDocument/hover", { textDocument: { uri: "file:///nowhere" }, position: { line: 0, character: 0 } }),
      ask(6, "textDocument/hover", { textDocument: { uri: 5 }, position: { line: -1, character: 0 } }),
      { jsonrpc: "2.0", method: "nothing/at/all" },
      { jsonrpc: "2.0", method: "textDocument/didOpen", params: { textDocument: 5 } },
      ask({}, "textDocument/hover", {}),
      [],
      shutdown,
      exit,
    ].map(message).join(""),
  );
  const codes = answers.map((answer) => answer.error?.code);
  assert.deepEqual(codes, [undefined, -32601, -32602, -32602, -32602, -32600, -32600, undefined]);
});

test("headers and bodies that cannot be read are answered, and the next message is read", async () => {
  for (const broken of [
    "Content-Length: abc\r\n\r\n",
    "Content-Length: -5\r\n\r\n",
    "Content-Length: 99999999999999999999999\r\n\r\n",
    "no colon here\r\n\r\n",
    "X-Other: 5\r\n\r\n",
    framed("{"),
    Buffer.concat([Buffer.from("Content-Length: 9\r\n\r\n"), Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d])]),
    framed("[".repeat(100000)),
  ]) {
    const { answers, code } = await exchange(
      Buffer.concat([Buffer.from(message(initialize)), Buffer.from(broken), Buffer.from([shutdown, exit].map(message).join(""))]),
    );
    assert.equal(code, 0, String(broken).slice(0, 40));
    assert.equal(answers.length, 3);
    assert.equal(answers[1].error.code, -32700);
    assert.equal(answers[1].id, null);
  }
});

test("a length that nobody means, and a header without an end, bring nothing down", async () => {
  const huge = await exchange(message(initialize) + "Content-Length: 90000000000\r\n\r\n{}");
  assert.equal(huge.answers[1].error.code, -32700);
  const endless = await exchange(message(initialize) + "x".repeat(20000));
  assert.equal(endless.answers[1].error.code, -32700);
});

test("a request that is taken back while it waits is not answered with a result", async () => {
  const client = await Client.start();
  const texts = [];
  for (const name of contracts) texts.push(await client.openFile(example(name)));
  for (const text of texts) {
    // Changes keep the server busy, so that what comes behind them waits.
    const token = new (await import("vscode-jsonrpc/node")).default.CancellationTokenSource();
    for (let version = 2; version < 12; ++version) client.change(text.uri, version, [{ text: text.text }]);
    const first = client.request(lsp.WorkspaceSymbolRequest.type, { query: "" });
    const asked = client.connection.sendRequest(lsp.FoldingRangeRequest.type, { textDocument: { uri: text.uri } }, token.token);
    token.cancel();
    await first;
    const outcome = await asked.then(() => "answered", (error) => error.code);
    assert.ok(outcome === -32800 || outcome === "answered");
  }
  assert.equal(await client.stop(), 0);
});

for (const [offered, agreed] of [
  [["utf-16"], "utf-16"],
  [["utf-32", "utf-16"], "utf-16"],
  [["utf-32", "utf-8"], "utf-8"],
  [["utf-32"], "utf-32"],
  [undefined, "utf-16"],
])
  test(`of ${offered ?? "nothing"} the encoding ${agreed} is agreed on and kept to`, async () => {
    const client = await Client.start({ capabilities: { general: { positionEncodings: offered } } });
    assert.equal(client.initialized.capabilities.positionEncoding, agreed);
    const text = 'contract é "😀é" {\n  party ann "é😀" is nobody }';
    await client.openText(text, "untitled:é");
    const symbols = await client.request(lsp.DocumentSymbolRequest.type, { textDocument: { uri: "untitled:é" } });
    const line = text.split("\n")[1];
    const end = symbols.find((symbol) => symbol.name === "ann").location.range.end.character;
    const before = line.slice(0, line.indexOf(" }"));
    const length = { "utf-8": Buffer.byteLength(before), "utf-16": before.length, "utf-32": [...before].length }[agreed];
    assert.equal(end, length);
    await client.stop();
  });

test("what is announced is answered, and nothing else is announced", async () => {
  const client = await Client.start();
  const text = await client.openFile(example(contracts[0]));
  const at = { textDocument: { uri: text.uri }, position: { line: 20, character: 12 } };
  const range = { start: at.position, end: at.position };
  const asked = {
    hoverProvider: ["textDocument/hover", at],
    definitionProvider: ["textDocument/definition", at],
    referencesProvider: ["textDocument/references", { ...at, context: { includeDeclaration: true } }],
    documentHighlightProvider: ["textDocument/documentHighlight", at],
    renameProvider: ["textDocument/prepareRename", text.at("at_risk")],
    documentSymbolProvider: ["textDocument/documentSymbol", at],
    workspaceSymbolProvider: ["workspace/symbol", { query: "" }],
    semanticTokensProvider: ["textDocument/semanticTokens/full", at],
    completionProvider: ["textDocument/completion", at],
    signatureHelpProvider: ["textDocument/signatureHelp", at],
    documentFormattingProvider: ["textDocument/formatting", { ...at, options: { tabSize: 2, insertSpaces: true } }],
    documentRangeFormattingProvider: ["textDocument/rangeFormatting", { ...at, range, options: { tabSize: 2, insertSpaces: true } }],
    foldingRangeProvider: ["textDocument/foldingRange", at],
    selectionRangeProvider: ["textDocument/selectionRange", { ...at, positions: [at.position] }],
    codeActionProvider: ["textDocument/codeAction", { ...at, range, context: { diagnostics: [] } }],
    codeLensProvider: ["textDocument/codeLens", at],
    inlayHintProvider: ["textDocument/inlayHint", { ...at, range }],
    callHierarchyProvider: ["textDocument/prepareCallHierarchy", at],
  };
  const announced = Object.keys(client.initialized.capabilities).filter((name) => name.endsWith("Provider"));
  assert.deepEqual(announced.sort(), [...Object.keys(asked), "executeCommandProvider"].sort());
  for (const [method, params] of Object.values(asked)) await client.connection.sendRequest(method, params);
  assert.equal(await client.stop(), 0);
});

for (const [ending, last] of [
  ["hold", ""],
  ["fail", 'throw new Error("on purpose");'],
  ["fail with a server running", 'await Client.start(); throw new Error("on purpose");'],
])
  test(`the folders of tests that ${ending} are removed`, () => {
    const client = new URL("client.mjs", import.meta.url).href;
    const script = `import test from "node:test";
      import { Client, folderWith } from ${JSON.stringify(client)};
      folderWith({ "outside/a.csv": "" });
      test("one", async () => { console.log("made " + folderWith({ "b.csv": "" })); ${last} });`;
    const place = folderWith({});
    const { NODE_TEST_CONTEXT, ...environment } = process.env;
    const ran = spawnSync(process.execPath, ["--input-type=module", "-e", script], { env: { ...environment, TMPDIR: place }, encoding: "utf8" });
    assert.ok(ran.stdout.includes(`made ${place}`), ran.stdout + ran.stderr);
    assert.equal(ran.status, ending === "hold" ? 0 : 1, ran.stdout + ran.stderr);
    assert.deepEqual(fs.readdirSync(place), []);
  });
