// SPDX-License-Identifier: Apache-2.0
// A client for the tests: the server in a process of its own, and the protocol as Microsoft's own libraries speak it.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import rpc from "vscode-jsonrpc/node";
import * as lsp from "vscode-languageserver-protocol";

export { lsp };
export const root = fileURLToPath(new URL("../..", import.meta.url));
export const program = process.env.QUARTERDAY ?? path.join(root, "build/dev/bin/quarterday");

// A test that fails leaves its server behind.
const started = [];
after(() => started.forEach((process_) => process_.kill()));

// A server that grows without end takes the machine with it before a test has failed. Sanitizers keep what was freed.
const memoryMiB = Number(process.env.MEMORY_MIB ?? 1000);
export function residentMiB(process_) {
  try {
    return Number(/^VmRSS:\s*(\d+)/m.exec(fs.readFileSync(`/proc/${process_.pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;  // it has ended, or the system has no such file
  }
}
setInterval(() => {
  for (const process_ of started)
    if (residentMiB(process_) > memoryMiB && process_.kill("SIGKILL")) console.error(`the server took more than ${memoryMiB} MiB`);
}, 100).unref();

export const usual = {
  general: { positionEncodings: ["utf-16"] },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, tagSupport: { valueSet: [1, 2] } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    completion: { completionItem: { snippetSupport: true } },
  },
};

export class Client {
  static async start({ capabilities = usual, folder, options, environment } = {}) {
    const client = new Client();
    client.process = spawn(program, ["lsp"], { stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, ...environment } });
    started.push(client.process);
    client.ended = new Promise((resolve) => client.process.on("exit", resolve));
    client.connection = rpc.createMessageConnection(
      new rpc.StreamMessageReader(client.process.stdout),
      new rpc.StreamMessageWriter(client.process.stdin),
    );
    client.diagnostics = new Map();
    client.waiting = [];
    client.connection.onNotification(lsp.PublishDiagnosticsNotification.type, (told) => {
      client.diagnostics.set(told.uri, told);
      client.waiting = client.waiting.filter(({ fits, resolve }) => !(fits(told) && (resolve(told), true)));
    });
    client.registered = [];
    client.connection.onRequest(lsp.RegistrationRequest.type, (asked) => void client.registered.push(...asked.registrations));
    client.connection.listen();
    client.initialized = await client.request(lsp.InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities,
      initializationOptions: options,
      workspaceFolders: folder ? [{ uri: pathToFileURL(folder).href, name: "folder" }] : null,
    });
    client.notify(lsp.InitializedNotification.type, {});
    return client;
  }

  request(type, params) {
    return this.connection.sendRequest(type, params);
  }
  notify(type, params) {
    return this.connection.sendNotification(type, params);
  }

  // What is said next of that text as it is in that version or a later one.
  async told(uri, version = 0) {
    const known = this.diagnostics.get(uri);
    if (known && (known.version ?? 0) >= version) return known;
    return new Promise((resolve) =>
      this.waiting.push({ fits: (told) => told.uri === uri && (told.version ?? version) >= version, resolve }),
    );
  }

  open(uri, text, version = 1) {
    this.notify(lsp.DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: "quarterday", version, text },
    });
  }
  change(uri, version, contentChanges) {
    this.notify(lsp.DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges });
  }
  async openFile(file) {
    const text = fs.readFileSync(file, "utf8");
    const uri = pathToFileURL(file).href;
    this.open(uri, text);
    await this.told(uri, 1);
    return new Text(uri, text);
  }
  async openText(text, uri = "untitled:contract") {
    this.open(uri, text);
    await this.told(uri, 1);
    return new Text(uri, text);
  }

  async stop() {
    await this.request(lsp.ShutdownRequest.type);
    this.notify(lsp.ExitNotification.type);
    const code = await this.ended;
    this.connection.dispose();
    return code;
  }
}

// A text with the places in it, in UTF-16 units; where they are only asked for, in bytes too.
export class Text {
  constructor(uri, text, encoding = "utf-16") {
    this.uri = uri;
    this.encoding = encoding;
    this.text = text;
    this.lines = text.split(/\r\n|\n|\r/);
  }
  position(offset) {
    const before = this.text.slice(0, offset).split(/\r\n|\n|\r/);
    const last = before.at(-1);
    return { line: before.length - 1, character: this.encoding === "utf-8" ? Buffer.byteLength(last) : last.length };
  }
  offset({ line, character }) {
    const ends = [...this.text.matchAll(/\r\n|\n|\r/g)].map((end) => end.index + end[0].length);
    return (line === 0 ? 0 : ends[line - 1]) + character;
  }
  // Of the first place of `words` behind the place of `after`; `into` units further.
  at(words, { after = "", into = 0 } = {}) {
    const start = after === "" ? 0 : this.text.indexOf(after) + after.length;
    const found = this.text.indexOf(words, start);
    if (found < 0 || (after && start < after.length)) throw new Error(`'${words}' does not stand behind '${after}'`);
    return { textDocument: { uri: this.uri }, position: this.position(found + into) };
  }
  in({ start, end }) {
    return this.text.slice(this.offset(start), this.offset(end));
  }
}

// The text with the edits of that action in it.
export function applied(text, action) {
  let result = text.text;
  for (const { range, newText } of action.edit.changes[text.uri].toReversed())
    result = result.slice(0, text.offset(range.start)) + newText + result.slice(text.offset(range.end));
  return result;
}

export const example = (name) => path.join(root, "examples", name, `${name}.contract`);
export const contracts = ["bedfordshire-msk", "block-cap-collar", "optimedis-shared-savings"];

// However the tests end, their folders go.
const folders = [];
process.on("exit", () => folders.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));

// A folder of its own with these files.
export function folderWith(files) {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "quarterday-lsp-")));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

export const header = `contract fees "Fees" {
  currency GBP
  term     2024/25 to 2026/27
  settled  each quarter, each year
  party payer "The payer"
  party clinic "The clinic"
`;
