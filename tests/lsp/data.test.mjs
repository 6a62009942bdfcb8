// SPDX-License-Identifier: Apache-2.0
// Figures with data: beside the text, for the data that lie there or that are chosen.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { Client, contracts, example, folderWith, header, lsp, program, usual } from "./client.mjs";

const fees = `${header}  metric rate "Über 😀" each quarter : percent  not reported: settlement refused
  define score "é😀" each quarter : percent = rate * 50%   define twice each quarter : percent = score * 4
  define known each year : money = £5 + £6
  payment fee from payer to clinic, each quarter = £100.01 * twice / 2
  payment top from payer to clinic, each year = £1,000 * rate in Q4
}
`.replaceAll("  not reported", "\n    not reported");
const rows = (...figures) => `name,period,value\n${figures.map(([period, value]) => `rate,${period},${value}\n`).join("")}`;
const data = rows(["2024/25-Q1", 0.75], ["2024/25-Q2", 0.5]);
const able = { ...usual, workspace: { inlayHint: { refreshSupport: true } } };

async function started({ files, capabilities = able, options, folder } = {}) {
  const place = folderWith({ "work/fees.contract": fees, ...files });
  const client = await Client.start({ capabilities, options, folder: folder ? path.join(place, folder) : undefined });
  client.refreshed = 0;
  client.connection.onRequest(lsp.InlayHintRefreshRequest.type, () => void ++client.refreshed);
  const text = await client.openFile(path.join(place, "work/fees.contract"));
  return { client, text, place };
}
const all = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };
const hints = async (client, text) =>
  (await client.request(lsp.InlayHintRequest.type, { textDocument: { uri: text.uri }, range: all })).filter(({ label }) => label.includes(" with "));
// Asked, and asked again once the server says that there is something else to show.
async function later(client, text, so = (found) => found.length > 0) {
  const end = Date.now() + 10000;
  for (let seen = -1; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 20))) {
    if (seen === client.refreshed) continue;
    seen = client.refreshed;
    const found = await hints(client, text);
    if (so(found)) return found;
  }
  assert.fail("nothing else to show within 10 s");
}
// Nothing, and nothing after a while either.
async function never(client, text) {
  const before = client.refreshed;
  for (let at = 0; at < 10; ++at) {
    assert.deepEqual(await hints(client, text), []);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  assert.equal(client.refreshed, before);
}
const choose = (client, text, ...chosen) =>
  client.request(lsp.ExecuteCommandRequest.type, { command: "quarterday.chooseData", arguments: [text.uri, ...chosen] });
const labels = (found) => found.map(({ label }) => label);

for (const name of contracts)
  test(`${name}: beside each payment stands what is settled with the data beside the contract`, async () => {
    const client = await Client.start({ capabilities: able });
    client.refreshed = 0;
    client.connection.onRequest(lsp.InlayHintRefreshRequest.type, () => void ++client.refreshed);
    const text = await client.openFile(example(name));
    const found = await later(client, text);
    let compared = 0;
    for (const { position, label, tooltip } of found) {
      const line = text.lines[position.line];
      const [, payment] = /payment (\w+)$/.exec(line.slice(0, position.character)) ?? [];
      const [, figures, period] = /^= (.*) in (\S+) with data\.csv$/.exec(label);
      if (!payment) continue;
      const words = ["settle", example(name), "--data", path.join(path.dirname(example(name)), "data.csv"), "--period", period, "--format", "json"];
      const { lines } = JSON.parse(execFileSync(program, words, { encoding: "utf8" }));
      const settled = lines.filter((one) => one.payment.startsWith(payment)).map(({ amount }) => amount);
      const shown = tooltip.trim().split("\n").map((one) => one.replace(/^.*: /, "").replace(/[^-\d.]/g, ""));
      for (const amount of shown) assert.ok(settled.includes(amount), `${payment}: ${figures}; settled ${settled}`);
      compared += shown.length;
    }
    assert.ok(compared > 0);
    await client.stop();
  });

test("the last period for which there are figures is settled, and known figures stand as they stood", async () => {
  const { client, text } = await started({ files: { "work/data.csv": data } });
  const found = await later(client, text);
  const expected = [["score", "= 25%"], ["twice", "= 100%"], ["fee", "= £50.01"]];
  assert.deepEqual(labels(found), expected.map(([, figure]) => `${figure} in 2024/25-Q2 with data.csv`));
  for (const [at, [name]] of expected.entries()) {
    const { line, character } = found[at].position;
    assert.equal(text.lines[line].slice(character - name.length, character), name, "in UTF-16 units, behind an emoji too");
  }
  await client.stop();
});

test("places are counted in bytes where that was agreed", async () => {
  const capabilities = { ...able, general: { positionEncodings: ["utf-8"] } };
  const { client, text } = await started({ files: { "work/data.csv": data }, capabilities });
  const [, twice] = await later(client, text);
  const line = text.lines[twice.position.line];
  assert.equal(twice.position.character, Buffer.byteLength(line.slice(0, line.indexOf("twice") + 5)));
  await client.stop();
});

test("with a year that can be settled its last quarter is shown too", async () => {
  const year = rows(["2024/25-Q1", 0.75], ["2024/25-Q2", 0.5], ["2024/25-Q3", 0.5], ["2024/25-Q4", 0.1]);
  const { client, text } = await started({ files: { "work/data.csv": year } });
  const found = labels(await later(client, text));
  assert.ok(found.includes("= £10.00 in 2024/25-Q4 with data.csv"), found.join("\n"));
  assert.ok(found.includes("= £100.00 in 2024/25 with data.csv"), found.join("\n"));
  await client.stop();
});

test("the figures follow the text, the data and what is chosen", async () => {
  const other = rows(["2025/26-Q1", 1]);
  const { client, text, place } = await started({ files: { "work/data.csv": data, "work/later/other.csv": other } });
  const is = (label) => (found) => labels(found).includes(label);
  await later(client, text, is("= £50.01 in 2024/25-Q2 with data.csv"));
  client.change(text.uri, 2, [{ text: fees.replace("£100.01", "£300") }]);
  await later(client, text, is("= £150.00 in 2024/25-Q2 with data.csv"));
  fs.writeFileSync(path.join(place, "work/data.csv"), rows(["2024/25-Q1", 0.75], ["2024/25-Q2", 0.25]));
  client.notify(lsp.DidChangeWatchedFilesNotification.type, {
    changes: [{ uri: pathToFileURL(path.join(place, "work/data.csv")).href, type: lsp.FileChangeType.Changed }],
  });
  await later(client, text, is("= £75.00 in 2024/25-Q2 with data.csv"));
  assert.equal((await choose(client, text, "data.csv", "2024/25-Q1")).period, "2024/25-Q1");
  await later(client, text, is("= £225.00 in 2024/25-Q1 with data.csv"));
  await choose(client, text, pathToFileURL(path.join(place, "work/later/other.csv")).href);
  await later(client, text, is("= £300.00 in 2025/26-Q1 with other.csv"));
  await choose(client, text, null);
  await later(client, text, is("= £75.00 in 2024/25-Q2 with data.csv"));
  await client.stop();
});

test("nothing outside the folder that is open is read, by whichever way", async () => {
  const files = { "work/data.csv": "", "elsewhere/data.csv": data, "work/notes.txt": data };
  const { client, text, place } = await started({ files, folder: "work" });
  fs.rmSync(path.join(place, "work/data.csv"));
  fs.symlinkSync(path.join(place, "elsewhere/data.csv"), path.join(place, "work/data.csv"));
  fs.symlinkSync(path.join(place, "elsewhere"), path.join(place, "work/linked"));
  await never(client, text);
  const elsewhere = path.join(place, "elsewhere/data.csv");
  for (const way of ["data.csv", "../elsewhere/data.csv", elsewhere, pathToFileURL(elsewhere).href, "linked/data.csv", "/dev/stdin", "no.csv", "notes.txt", "."])
    await assert.rejects(choose(client, text, way), way);
  await never(client, text);
  fs.copyFileSync(elsewhere, path.join(place, "work/inside.csv"));
  await choose(client, text, "inside.csv");
  assert.equal((await later(client, text)).length, 3);
  await client.stop();
});

test("a folder that is open counts, not only that of the contract", async () => {
  const { client, text } = await started({ files: { "shared/q1.csv": data }, folder: "." });
  await choose(client, text, "../shared/q1.csv", "2024/25-Q1");
  assert.ok(labels(await later(client, text)).includes("= £75.01 in 2024/25-Q1 with q1.csv"));
  await client.stop();
});

for (const [why, words] of [
  ["a figure is no number", data.replace("0.75", "three quarters")],
  ["a name is unknown", data.replace("rate,2024/25-Q1", "rat,2024/25-Q1")],
  ["it is no data file", "\u0000\u0001"],
  ["it is empty", ""],
  ["no figure is reported", "name,period,value\n"],
])
  test(`no figures are shown, and nothing breaks, where ${why}`, async () => {
    const { client, text } = await started({ files: { "work/data.csv": words } });
    await never(client, text);
    assert.equal(await client.stop(), 0);
  });

test("a period that is refused shows nothing, one that is none is no choice", async () => {
  const { client, text } = await started({ files: { "work/data.csv": data } });
  assert.equal((await later(client, text)).length, 3);
  for (const period of ["2024/25-Q9", "1066", "2031/32", "2024-04"]) await assert.rejects(choose(client, text, "data.csv", period), period);
  await choose(client, text, "data.csv", "2025/26-Q1");
  await later(client, text, (found) => found.length === 0);
  client.change(text.uri, 2, [{ text: fees.replace("£100.01", "£100.01 *") }]);
  await assert.rejects(choose(client, text, "data.csv"), "a contract with mistakes");
  assert.equal(await client.stop(), 0);
});

test("where nothing may be settled, nothing is", async () => {
  const { client, text } = await started({ files: { "work/data.csv": data }, options: { settle: false } });
  await never(client, text);
  for (const [command, ...words] of [["quarterday.settle", "2024/25-Q1"], ["quarterday.runScenario", "x"], ["quarterday.chooseData", "data.csv"]])
    await assert.rejects(client.request(lsp.ExecuteCommandRequest.type, { command, arguments: [text.uri, ...words] }), /lets nothing be settled/);
  await client.stop();
});

test("an editor that could not be told of new hints is shown none that change", async () => {
  const { client, text } = await started({ files: { "work/data.csv": data }, capabilities: usual });
  await never(client, text);
  await client.stop();
});

test("a request for hints does not wait for a settlement, nor does a letter that is typed", async () => {
  const { client, text } = await started({ files: { "work/data.csv": data } });
  const last = 60;
  let before = 0;
  for (let version = 2; version <= last; ++version) {
    client.change(text.uri, version, [{ text: fees.replace("£100.01", `£${version * 100}`) }]);
    const found = await hints(client, text);
    if (found.length === 0) ++before;
    else assert.equal(found.at(-1).label, `= £${(version * 50).toLocaleString("en")}.00 in 2024/25-Q2 with data.csv`, "of the text as it is");
  }
  assert.ok(before > 0, "some were asked for before they were worked out");
  assert.equal((await later(client, text)).at(-1).label, `= £${(last * 50).toLocaleString("en")}.00 in 2024/25-Q2 with data.csv`);
  await client.stop();
});
