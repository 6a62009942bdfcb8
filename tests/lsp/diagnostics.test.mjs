// SPDX-License-Identifier: Apache-2.0
// Mistakes as they are told while a contract is written, in its own text and in what it imports.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { Client, Text, contracts, example, folderWith, header, lsp } from "./client.mjs";

test("the examples have no mistakes", async () => {
  const client = await Client.start();
  for (const name of contracts) {
    const text = await client.openFile(example(name));
    assert.deepEqual(client.diagnostics.get(text.uri).diagnostics, [], name);
  }
  await client.stop();
});

for (const name of contracts)
  test(`a mistake in ${name} is told with its place, and taken back when it is mended`, async () => {
    const client = await Client.start();
    const text = await client.openFile(example(name));
    const { position } = text.at("define ", { into: 7 });
    client.change(text.uri, 2, [{ range: { start: position, end: position }, text: "= " }]);
    const { diagnostics } = await client.told(text.uri, 2);
    const line = diagnostics.find((one) => one.range.start.line === position.line);
    assert.match(line.code, /^QD1\d\d\d$/);
    assert.equal(line.severity, lsp.DiagnosticSeverity.Error);
    client.change(text.uri, 3, [{ range: { start: position, end: { ...position, character: position.character + 2 } }, text: "" }]);
    assert.deepEqual((await client.told(text.uri, 3)).diagnostics, []);
    await client.stop();
  });

test("a name declared twice shows both places, with the help of the message", async () => {
  const client = await Client.start({ options: { documents: "https://docs.example/" } });
  const text = await client.openText(`${header}  define core : money = £1\n  define core : money = £2\n}\n`);
  const twice = client.diagnostics.get(text.uri).diagnostics.find(({ code }) => code === "QD2002");
  assert.match(twice.message, /help: /);
  assert.equal(twice.codeDescription.href, "https://docs.example/diagnostics/#qd2002--is-declared-twice");
  assert.equal(twice.relatedInformation[0].location.uri, text.uri);
  assert.equal(text.in(twice.relatedInformation[0].location.range), "core");
  await client.stop();
});

test("without documents there is no link, and a client that knows no places gets none", async () => {
  const client = await Client.start({ capabilities: {} });
  const text = await client.openText(`${header}  define core : money = £1\n  define core : money = £2\n}\n`);
  const twice = client.diagnostics.get(text.uri).diagnostics.find(({ code }) => code === "QD2002");
  assert.equal(twice.codeDescription, undefined);
  assert.equal(twice.relatedInformation, undefined);
  await client.stop();
});

const shared = `shared {\n  parameter price : money = £5\n}\n`;
const importer = `${header}  import "parts/shared.contract"\n  payment fee from payer to clinic, each quarter = price * 2\n}\n`;

test("a change of what is imported, saved or not, is looked at in the contract", async () => {
  const folder = folderWith({ "fees.contract": importer, "parts/shared.contract": shared });
  const client = await Client.start({ options: { lint: false } });
  const fees = await client.openFile(path.join(folder, "fees.contract"));
  const part = await client.openFile(path.join(folder, "parts/shared.contract"));
  assert.deepEqual(client.diagnostics.get(fees.uri).diagnostics, []);
  assert.deepEqual(client.diagnostics.get(part.uri).diagnostics, [], "a part is no contract, and that is fine");
  client.diagnostics.delete(fees.uri);
  client.change(part.uri, 2, [{ text: shared.replace("price", "prize") }]);
  const broken = await client.told(fees.uri);
  assert.equal(broken.diagnostics[0].code, "QD2001");
  client.diagnostics.delete(fees.uri);
  client.notify(lsp.DidCloseTextDocumentNotification.type, { textDocument: { uri: part.uri } });
  assert.deepEqual((await client.told(fees.uri)).diagnostics, [], "closed without saving: what is on disk counts");
  client.diagnostics.delete(fees.uri);
  fs.writeFileSync(path.join(folder, "parts/shared.contract"), shared.replace("price", "prise"));
  client.notify(lsp.DidChangeWatchedFilesNotification.type, {
    changes: [{ uri: pathToFileURL(path.join(folder, "parts/shared.contract")).href, type: lsp.FileChangeType.Changed }],
  });
  assert.equal((await client.told(fees.uri)).diagnostics[0].code, "QD2001");
  await client.stop();
});

test("a mistake in what is imported is shown in its file", async () => {
  const folder = folderWith({ "fees.contract": importer, "parts/shared.contract": shared.replace("£5", "£5 + 1%") });
  const client = await Client.start();
  await client.openFile(path.join(folder, "fees.contract"));
  const uri = pathToFileURL(path.join(folder, "parts/shared.contract")).href;
  const told = await client.told(uri);
  assert.ok(told.diagnostics.length > 0);
  assert.equal(told.diagnostics[0].range.start.line, 1);
  await client.stop();
});

test("nothing outside the project is read, open in the editor or not", async () => {
  const folder = folderWith({
    "project/quarterday.project": "",
    "project/fees.contract": importer.replace("parts/", "../parts/"),
    "parts/shared.contract": shared,
  });
  const client = await Client.start();
  await client.openFile(path.join(folder, "parts/shared.contract"));
  const fees = await client.openFile(path.join(folder, "project/fees.contract"));
  assert.equal(client.diagnostics.get(fees.uri).diagnostics[0].range.start.line, 6);
  assert.match(client.diagnostics.get(fees.uri).diagnostics[0].code, /^QD/);
  fs.symlinkSync(path.join(folder, "parts"), path.join(folder, "project/parts"));
  const text = importer;
  client.change(fees.uri, 2, [{ text }]);
  assert.notDeepEqual((await client.told(fees.uri, 2)).diagnostics, []);
  await client.stop();
});

test("a text that is no contract, or empty is told and survived", async () => {
  const client = await Client.start();
  for (const [at, text] of ["", "\ufffe", "}", "contract", "\u0000", "contract a {", "shared {"].entries()) {
    const uri = `untitled:${at}`;
    client.open(uri, text);
    await client.told(uri, 1);
    await client.request(lsp.DocumentSymbolRequest.type, { textDocument: { uri } });
    await client.request(lsp.SemanticTokensRequest.type, { textDocument: { uri } });
    await client.request(lsp.CompletionRequest.type, { textDocument: { uri }, position: new Text(uri, text).position(text.length) });
  }
  assert.equal(await client.stop(), 0);
});
