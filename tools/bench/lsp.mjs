// SPDX-License-Identifier: Apache-2.0
// lsp.mjs PROGRAM CONTRACT [KEYSTROKES]: times the language server as an editor sees it: from a keystroke to the
// diagnostics of the text with it, and from a request for completion to its answer; then how much its memory grows over
// 10,000 more edits. Median and 95th percentile. Nothing but Node is needed.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [program, file, count = "200"] = process.argv.slice(2);
const server = spawn(program, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
const waiting = new Map();
let bytes = Buffer.alloc(0);
server.stdout.on("data", (chunk) => {
  bytes = Buffer.concat([bytes, chunk]);
  for (;;) {
    const end = bytes.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = Number(/Content-Length: (\d+)/.exec(bytes.toString("latin1", 0, end))[1]);
    if (bytes.length < end + 4 + length) return;
    const message = JSON.parse(bytes.toString("utf8", end + 4, end + 4 + length));
    bytes = bytes.subarray(end + 4 + length);
    const key = message.method ? `version ${message.params.version}` : message.id;
    waiting.get(key)?.(message);
    waiting.delete(key);
  }
});
const send = (json) => {
  const body = JSON.stringify({ jsonrpc: "2.0", ...json });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
};
const wait = (key) => new Promise((resolve) => waiting.set(key, resolve));
let id = 0;
const request = (method, params) => {
  send({ id: ++id, method, params });
  return wait(id);
};
const memory = () => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${server.pid}/status`, "utf8"))[1]) / 1024;

const uri = pathToFileURL(path.resolve(file)).href;
const text = fs.readFileSync(file, "utf8");
const lines = text.split("\n");
await request("initialize", { capabilities: {} });
send({ method: "initialized", params: {} });
send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "quarterday", version: 1, text } } });
await wait("version 1");

let version = 1;
const change = (line, character, words, removed = 0) =>
  send({
    method: "textDocument/didChange",
    params: {
      textDocument: { uri, version: ++version },
      contentChanges: [{ range: { start: { line, character }, end: { line, character: character + removed } }, text: words }],
    },
  });
// In the prose of a heading, in a figure and in a name, all over the contract.
const places = lines.flatMap((words, line) => {
  const found = /^ {2}## |£\d|= score_/.exec(words);
  return found ? [[line, found.index + found[0].length]] : [];
});
const took = { keystroke: [], completion: [] };
for (let at = 0; at < Number(count); ++at) {
  const [line, character] = places[Math.floor((at * places.length) / Number(count))];
  for (const [words, removed] of [["1", 0], ["", 1]]) {
    const begin = process.hrtime.bigint();
    change(line, character, words, removed);
    await wait(`version ${version}`);
    took.keystroke.push(Number(process.hrtime.bigint() - begin) / 1e6);
  }
  const begin = process.hrtime.bigint();
  await request("textDocument/completion", { textDocument: { uri }, position: { line, character } });
  took.completion.push(Number(process.hrtime.bigint() - begin) / 1e6);
}
for (const [name, all] of Object.entries(took)) {
  all.sort((a, b) => a - b);
  const at = (part) => all[Math.min(all.length - 1, Math.floor(all.length * part))].toFixed(1);
  console.log(`${name.padEnd(11)} ${String(lines.length).padStart(5)} lines  median ${at(0.5)} ms  95% ${at(0.95)} ms`);
}
const before = memory();
for (let at = 0; at < 10000; ++at) {
  const [line, character] = places[at % places.length];
  change(line, character, at % 2 === 0 ? "2" : "", at % 2 === 0 ? 0 : 1);
  if (at % 100 === 99) await wait(`version ${version}`);
}
console.log(`memory      ${before.toFixed(0)} MB, after 10,000 edits ${memory().toFixed(0)} MB`);
await request("shutdown");
send({ method: "exit" });
