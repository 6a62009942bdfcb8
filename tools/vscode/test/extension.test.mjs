// SPDX-License-Identifier: Apache-2.0
// The extension with the real program and its language server; only the editor around it is a stand-in.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import test, { after } from "node:test";
import { folderWith, program } from "../../../tests/lsp/client.mjs";
import { Editor } from "./editor.mjs";
import { folder, manifest } from "./package.mjs";

const contract = `contract fees "Fees" {
  currency GBP
  term     2024/25 to 2025/26
  settled  each quarter, each year
  party payer "The payer"
  party clinic "The clinic"
  metric rate each quarter : percent
    not reported: 0%
  payment fee from payer to clinic, each quarter = £100 * rate
  payment base from payer to clinic, each year = £40
  scenario "half" in 2024/25-Q1 {
    given rate = 50%
    expect fee = £50
  }
  scenario "wrong <one> & more" in 2024/25-Q1 {
    given rate = 50%
    expect fee = £60
  }
}
`;
const data = "name,period,value\nrate,2024/25-Q1,0.75\nrate,2024/25-Q2,0.5\nrate,2024/25-Q3,0.25\nrate,2024/25-Q4,1\n";
const quarterday = (...words) => execFileSync(program, words, { encoding: "utf8" });
const open = [];
after(() => Promise.all(open.map((editor) => editor.close())));

// A name with a blank and signs that a shell would read.
async function opened({ text = contract, files = {}, ...how } = {}) {
  const place = folderWith({ "a folder $(x)/the fees.contract": text, ...files });
  const editor = new Editor({ settings: { "quarterday.program": path.resolve(program) }, ...how });
  const file = path.join(place, "a folder $(x)/the fees.contract");
  editor.folder = path.dirname(file);
  await editor.load(folder);
  open.push(editor);
  const document = await editor.show(file);
  if (editor.commands.has("quarterday.runScenario")) await editor.until(() => editor.diagnostics.has(document.uri.toString()));
  return { editor, document, file, place };
}
const none = () => ({ isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) });
const lensesOf = (editor, document) => editor.provider("CodeLens").provideCodeLenses(document, none());
const told = (editor, document) => editor.diagnostics.get(document.uri.toString());
const mistakes = (editor, document) =>
  told(editor, document).filter(({ severity }) => severity === editor.api.DiagnosticSeverity.Error).map(({ message }) => message);
const statement = (file, period) => quarterday("settle", file, "--data", path.join(path.dirname(file), "data.csv"), "--period", period);
const withData = { "a folder $(x)/data.csv": data };

test("every command of the manifest is registered", async () => {
  const { editor } = await opened();
  for (const { command } of manifest.contributes.commands) assert.ok(editor.commands.has(command), command);
  assert.deepEqual(editor.messages, []);
});

test("a program that is not there is told, with the way to the setting", async () => {
  const editor = new Editor({ settings: { "quarterday.program": "no-such-program" } });
  editor.answers = ["Open the Settings"];
  await editor.load(folder);
  await editor.until(() => editor.messages.length === 2);
  assert.match(editor.messages[0].text, /^The program 'no-such-program' is not on the PATH\. Install it, or say where it is\.$/);
  assert.equal(editor.messages[1].text, "workbench.action.openSettings quarterday.program");
  // Once it is there, it is enough to say where.
  editor.settings["quarterday.program"] = path.resolve(program);
  editor.events.onDidChangeConfiguration.fire({ affectsConfiguration: (name) => name === "quarterday.program" });
  await editor.until(() => editor.commands.has("quarterday.runScenario"));
  await editor.close();
});

test("a program that lies in the folder is not taken for the one that is meant", async () => {
  const place = folderWith({ quarterday: "#!/bin/sh\ntouch ran\n" });
  fs.chmodSync(path.join(place, "quarterday"), 0o755);
  const [here, paths] = [process.cwd(), process.env.PATH];
  process.chdir(place);
  process.env.PATH = ".";
  try {
    for (const [named, told] of [["./quarterday", /^'.\/quarterday' is neither the name nor the full path/], ["quarterday", /is not on the PATH/]]) {
      const editor = new Editor({ settings: { "quarterday.program": named } });
      await editor.load(folder);
      assert.match(editor.messages[0].text, told);
      await editor.close();
    }
  } finally {
    process.chdir(here);
    process.env.PATH = paths;
  }
  assert.ok(!fs.existsSync(path.join(place, "ran")));
});

test("mistakes are shown while typing, and go when they are mended", async () => {
  const { editor, document } = await opened();
  assert.deepEqual(mistakes(editor, document), []);
  document.type(contract.replace("* rate", "* rat"));
  await editor.until(() => mistakes(editor, document).length > 0);
  assert.match(mistakes(editor, document)[0], /^unknown name 'rat'\nhelp: did you mean 'rate'\?$/);
  document.type(contract);
  await editor.until(() => mistakes(editor, document).length === 0);
});

test("what lint finds is shown with the mistakes, unless the setting says otherwise", async () => {
  for (const [setting, shown] of [[undefined, true], [true, true], [false, false]]) {
    const { editor, document } = await opened({ text: contract.replace("  payment fee", "  input visits each year : number\n    not reported: 0\n  payment fee") });
    if (setting !== undefined) {
      editor.settings["quarterday.lint"] = setting;
      editor.diagnostics.delete(document.uri.toString());
      editor.events.onDidChangeConfiguration.fire({ affectsConfiguration: (name) => name === "quarterday.lint" });
      await editor.until(() => editor.diagnostics.has(document.uri.toString()));
    }
    assert.equal(told(editor, document).some(({ code }) => (code.value ?? code) === "QD6401"), shown);
    assert.deepEqual(mistakes(editor, document), []);
  }
});

const hintsOf = async (editor, document) => {
  const range = new editor.api.Range(0, 0, contract.split("\n").length, 0);
  const hints = (await editor.provider("InlayHints")?.provideInlayHints(document, range, none())) ?? [];
  return hints.map(({ label }) => label).filter((label) => label.includes(" with "));
};
const shows = (editor, document, label) => editor.until(async () => (await hintsOf(editor, document)).includes(label));

test("the figures beside the text are those of the data that are chosen", async () => {
  const q1 = "name,period,value\nrate,2024/25-Q1,0.2\nrate,2024/25-Q2,0.3\n";
  const { editor, document, file } = await opened({ files: { ...withData, "a folder $(x)/other.csv": q1 } });
  await shows(editor, document, "= £100.00 in 2024/25-Q4 with data.csv");
  const other = path.join(path.dirname(file), "other.csv");
  for (const [answers, label] of [
    [[{ label: "other.csv", file: other }, "2024/25-Q1"], "= £20.00 in 2024/25-Q1 with other.csv"],
    [[{ label: "other.csv", file: other }, ""], "= £30.00 in 2024/25-Q2 with other.csv"],
    [[{ label: "The data beside the contract", file: null }], "= £100.00 in 2024/25-Q4 with data.csv"],
  ]) {
    editor.answers = [...answers];
    await editor.run("quarterday.pickData");
    await shows(editor, document, label);
    assert.deepEqual(editor.answers, []);
  }
  editor.answers = [undefined];
  await editor.run("quarterday.pickData");
  await shows(editor, document, "= £100.00 in 2024/25-Q4 with data.csv");
  assert.ok(editor.messages.every(({ kind }) => kind === "information"));
});

test("in a folder that is not trusted no figures from data are shown, until it is", async () => {
  const { editor, document } = await opened({ files: withData, trusted: false });
  await editor.run("quarterday.pickData");
  assert.match(editor.messages.at(-1).text, /^Trust this folder first/);
  for (let at = 0; at < 5; ++at) {
    assert.deepEqual(await hintsOf(editor, document), []);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await editor.run("quarterday.runScenario", document.uri.toString(), "half").catch(() => {});
  assert.ok(!editor.messages.some(({ text }) => text.includes("holds")));
  editor.trusted = true;
  editor.events.onDidGrantWorkspaceTrust.fire();
  await shows(editor, document, "= £100.00 in 2024/25-Q4 with data.csv");
});

test("settle asks for a period and shows what the program prints", async () => {
  const { editor, file } = await opened({ files: withData });
  editor.answers = ["2024/25"];
  await editor.run("quarterday.settlePeriod");
  assert.equal(editor.shown.at(-1).document.getText(), statement(file, "2024/25"));
  assert.equal(editor.shown.at(-1).document.uri.scheme, "quarterday-answer");
  editor.answers = ["2031/32"];
  await editor.run("quarterday.settlePeriod");
  assert.match(editor.messages.at(-1).text, /2031\/32 is not settled by this contract[^]*help: /);
});

test("settle asks for the figures where none lie beside the contract, and offers them the next time", async () => {
  const { editor, place, file } = await opened({ files: { "other/my figures.csv": data } });
  const figures = path.join(place, "other/my figures.csv");
  editor.answers = [[editor.api.Uri.file(figures)], "2024/25-Q1"];
  await editor.run("quarterday.settlePeriod");
  const text = quarterday("settle", file, "--data", figures, "--period", "2024/25-Q1");
  assert.equal(editor.shown.at(-1).document.getText(), text);
  editor.answers = [{ label: "my figures.csv" }, "2024/25-Q1"];
  await editor.run("quarterday.settlePeriod");
  assert.equal(editor.shown.length, 2);
  editor.answers = [undefined];
  await editor.run("quarterday.settlePeriod");
  assert.equal(editor.shown.length, 2);
});

test("the lens over the contract settles its year, with what was typed since it was saved", async () => {
  const { editor, document, file } = await opened({ files: withData });
  const lens = (await lensesOf(editor, document)).find(({ command }) => command.title === "settle 2024/25");
  document.type(contract.replace("£40", "£500"));
  await editor.run(lens.command.command, ...lens.command.arguments);
  const shown = editor.shown.at(-1).document.getText();
  assert.equal(shown, statement(file, "2024/25"));
  assert.match(shown, /£500\.00/);
});

test("the lens over a scenario runs that one in the Test Explorer", async () => {
  const { editor, document } = await opened();
  const lenses = (await lensesOf(editor, document)).filter(({ command }) => command.title === "run this scenario");
  assert.equal(lenses.length, 2);
  await editor.run(lenses[1].command.command, ...lenses[1].command.arguments);
  const [run] = editor.runs;
  assert.deepEqual([...run.states].map(([title, { name }]) => [title, name]), [["wrong <one> & more", "failed"]]);
  assert.ok(run.ended);
});

test("the server's own commands, which other editors use, work here too", async () => {
  const { editor, document } = await opened();
  await editor.run("quarterday.runScenario", document.uri.toString(), "half");
  await editor.until(() => editor.messages.length > 0);
  assert.deepEqual(editor.messages, [{ kind: "information", text: "'half' holds" }]);
});

test("explain takes the name under the cursor, or the declaration around it", async () => {
  const { editor, file } = await opened({ files: withData });
  const lines = contract.split("\n");
  const at = (word, from = 0) => {
    const line = lines.findIndex((one, number) => number >= from && one.includes(word));
    return [file, line, lines[line].indexOf(word) + 1];
  };
  const explained = (name) => quarterday("explain", file, name, "--data", path.join(path.dirname(file), "data.csv"), "--period", "2024/25-Q1");
  for (const [place, name] of [[at("payment fee"), "fee"], [at("£100"), "fee"], [at("rate", 8), "rate"]]) {
    await editor.show(...place);
    editor.answers = ["2024/25-Q1"];
    await editor.run("quarterday.explainLine");
    assert.equal(editor.shown.at(-1).document.getText(), explained(name), `at ${place.slice(1)}`);
  }
  await editor.show(file, 1, 3);
  await editor.run("quarterday.explainLine");
  assert.match(editor.messages.at(-1).text, /^Put the cursor on a payment/);
});

const policyOf = (html) => /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];

test("the preview is the schedule that the program writes, and may load nothing else", async () => {
  const { editor, file } = await opened();
  await editor.run("quarterday.preview");
  const [panel] = editor.panels;
  const { html } = panel.webview;
  const nonce = /script-src 'nonce-([0-9a-f]{32})'/.exec(policyOf(html))[1];
  assert.match(policyOf(html), /^default-src 'none'; /);
  for (const [tag] of html.matchAll(/<(?:style|script)\b[^>]*>/g)) assert.match(tag, new RegExp(`nonce="${nonce}"`));
  assert.doesNotMatch(html, /\son\w+=|\sstyle=|https?:(?!\/\/www\.w3\.org)/);
  assert.deepEqual([panel.options.localResourceRoots, editor.messages], [[], []]);
  const bare = html.replace(/\n<meta http-equiv[^>]*>/, "").replace(/<script[^]*<\/script>\n/, "").replace(` nonce="${nonce}"`, "");
  assert.equal(bare, quarterday("doc", file, "--format", "html"));
});

test("the preview is written anew on saving, and keeps the last schedule while there is a mistake", async () => {
  const { editor, document } = await opened();
  await editor.run("quarterday.preview");
  await editor.run("quarterday.preview");
  assert.equal(editor.panels.length, 1);
  const [{ webview }] = editor.panels;
  document.type(contract.replaceAll("£100", "£325"));
  await document.save();
  await editor.until(() => webview.html.includes("£325"));
  const last = webview.html;
  document.type(contract.replace("£100 * rate", "£100 * rat"));
  await document.save();
  await editor.until(() => mistakes(editor, document).length > 0);
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(webview.html, last);
  assert.deepEqual(editor.messages, []);
});

test("a slow answer does not replace a newer one in the preview, nor come to one that was closed", async () => {
  const { editor, document, place } = await opened();
  await editor.run("quarterday.preview");
  const [panel] = editor.panels;
  const { webview } = panel;
  // The first of the next two answers comes after the second.
  const slow = path.join(place, "slow");
  fs.writeFileSync(slow, `#!/bin/sh\n"${path.resolve(program)}" "$@"\nmkdir "${slow}.once" 2>/dev/null && sleep 1\nexit 0\n`);
  fs.chmodSync(slow, 0o755);
  editor.settings["quarterday.program"] = slow;
  for (const amount of ["£11", "£12"]) {
    document.type(contract.replace("£40", amount));
    await document.save();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await editor.until(() => webview.html.includes("£12"));
  await new Promise((resolve) => setTimeout(resolve, 1200));
  assert.match(webview.html, /£12/);
  document.type(contract.replace("£40", "£13"));
  await document.save();
  panel.dispose();
  await new Promise((resolve) => setTimeout(resolve, 500));
  await editor.run("quarterday.preview");
  assert.equal(editor.panels.length, 2);
  assert.match(webview.html, /£12/);
  assert.match(editor.panels[1].webview.html, /£13/);
  assert.deepEqual(editor.messages, []);
});

test("the preview of a contract that never was without mistakes shows them", async () => {
  const { editor } = await opened({ text: contract.replace("£100 * rate", "£100 * rat") });
  await editor.run("quarterday.preview");
  const { html } = editor.panels[0].webview;
  assert.match(html, /unknown name &#39;rat&#39;|unknown name 'rat'/);
  assert.match(policyOf(html), /default-src 'none'/);
});

test("a click on a line of the preview leads to its place", async () => {
  const { editor, file } = await opened();
  await editor.run("quarterday.preview");
  const [panel] = editor.panels;
  const links = [...panel.webview.html.matchAll(/class="src" href="([^"]*)"/g)].map(([, href]) => href);
  assert.ok(links.length > 5);
  const line = contract.split("\n").findIndex((one) => one.includes("payment fee")) + 1;
  panel.say({ source: links.find((link) => link.endsWith(`#L${line}`)) });
  await editor.until(() => editor.shown.length > 0);
  assert.equal(editor.shown[0].document.uri.fsPath, file);
  assert.equal(editor.shown[0].how.selection.start.line, line - 1);
  for (const source of ["/etc/passwd#L1", "command:workbench.action.quit", "%zz.contract#L1", undefined]) panel.say({ source });
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(editor.shown.length, 1);
});

const outcome = (run) => Object.fromEntries([...run.states].map(([title, { name }]) => [title, name]));

test("the Test Explorer finds the scenarios of a folder and runs them, with what was expected and what came", async () => {
  const other = contract.replace("half", "other half").replace("wrong <one> & more", "right").replace("£60", "£50");
  const { editor, file } = await opened({ files: { "a folder $(x)/other.contract": other } });
  await editor.tests.resolveHandler();
  const found = [...editor.tests.items.values()];
  assert.deepEqual(found.map(({ label }) => label).sort(), ["other.contract", "the fees.contract"]);
  await editor.profile.handler(new editor.api.TestRunRequest(), none());
  assert.deepEqual(outcome(editor.runs[0]), { half: "passed", "other half": "passed", right: "passed", "wrong <one> & more": "failed" });
  const item = editor.tests.items.get(editor.api.Uri.file(file).toString());
  const wrong = [...item.children.values()].find(({ label }) => label.startsWith("wrong"));
  await editor.profile.handler(new editor.api.TestRunRequest([wrong]), none());
  const { name, messages } = editor.runs[1].states.get(wrong.label);
  assert.equal(name, "failed");
  assert.equal(messages.length, 1);
  assert.equal(messages[0].expectedOutput, "£60.00");
  assert.equal(messages[0].actualOutput, "£50.00");
  assert.match(messages[0].message, /fee = £60: expected £60\.00, got £50\.00\nfee in 2024\/25-Q1: £50\.00/);
  assert.equal(contract.split("\n")[messages[0].location.range.line].trim(), "expect fee = £60");
  assert.match(editor.runs[1].output, /FAILED {2}wrong <one> & more\r\n/);
});

test("a scenario that is left out is not run, and one of a broken contract is an error", async () => {
  const { editor, document } = await opened();
  const item = await editor.until(() => [...editor.tests.items.values()].find(({ children }) => children.size === 2));
  const [half, wrong] = item.children.values();
  await editor.profile.handler(new editor.api.TestRunRequest([item], [half]), none());
  assert.deepEqual(outcome(editor.runs[0]), { [wrong.label]: "failed" });
  document.type(contract.replace("£100 * rate", "£100 * rat"));
  await editor.profile.handler(new editor.api.TestRunRequest([wrong]), none());
  assert.equal(editor.runs[1].states.get(wrong.label).name, "errored");
  assert.match(editor.runs[1].states.get(wrong.label).messages[0].message, /unknown name 'rat'/);
});

test("of two scenarios with one title each has its own result", async () => {
  const { editor } = await opened({ text: contract.replaceAll("wrong <one> & more", "half") });
  const item = await editor.until(() => [...editor.tests.items.values()].find(({ children }) => children.size === 2));
  const [first, second] = item.children.values();
  for (const [one, name] of [[first, "passed"], [second, "failed"]]) {
    await editor.profile.handler(new editor.api.TestRunRequest([one]), none());
    assert.equal(editor.runs.at(-1).states.get("half").name, name);
  }
});

test("scenarios are read anew when a contract is saved, and go with its file", async () => {
  const { editor, document } = await opened();
  const item = await editor.until(() => [...editor.tests.items.values()].find(({ children }) => children.size === 2));
  document.type(contract.replace('"half"', '"a half"'));
  await document.save();
  await editor.until(() => [...item.children.values()].some(({ label }) => label === "a half"));
  editor.watchers.forEach(({ deleted }) => deleted.fire(document.uri));
  assert.equal(editor.tests.items.size, 0);
});

test("in a folder that is not trusted nothing is settled, explained or run", async () => {
  const { editor, document } = await opened({ files: withData, trusted: false });
  await editor.run("quarterday.settlePeriod");
  await editor.run("quarterday.explainLine");
  await editor.run("quarterday.testScenario", document.uri.toString(), "half");
  assert.deepEqual([editor.shown, editor.runs], [[], []]);
  assert.equal(editor.messages.length, 3);
  for (const { kind, text } of editor.messages) assert.equal(`${kind} ${text.slice(0, 18)}`, "warning Trust this folder ");
});

test("a contract that was never saved is not settled", async () => {
  const { editor } = await opened();
  editor.active.document = { ...editor.active.document, languageId: "quarterday", isUntitled: true };
  await editor.run("quarterday.settlePeriod");
  assert.match(editor.messages.at(-1).text, /^Save the contract first/);
  editor.active = undefined;
  await editor.run("quarterday.preview");
  assert.match(editor.messages.at(-1).text, /^Open a contract first/);
});
