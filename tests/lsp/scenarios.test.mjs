// SPDX-License-Identifier: Apache-2.0
// Scenarios run from the editor: with the files that they read, and with all of their cases.
import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";
import { Client, folderWith, header, lsp, root } from "./client.mjs";

const fees = `${header}  metric rate each quarter : percent
    not reported: settlement refused
  payment fee from payer to clinic, each quarter = £100.01 * rate
}
`;
const rows = (...figures) => `name,period,value\n${figures.map(([period, value]) => `rate,${period},${value}\n`).join("")}`;
async function started(files) {
  const client = await Client.start();
  return { client, text: await client.openFile(path.join(folderWith(files), "fees.contract")) };
}

for (const [name, count] of [["shared-follow-up-48h", 1], ["stockholm-bundles", 1], ["new-york-medicaid/part-a", 0]])
  test(`${name}: each scenario runs over its lens, with the files and the cases that it has`, async () => {
    const client = await Client.start();
    const file = path.join(root, "examples", name.includes("/") ? `${name}.contract` : `${name}/${name}.contract`);
    const text = await client.openFile(file);
    const lenses = await client.request(lsp.CodeLensRequest.type, { textDocument: { uri: text.uri } });
    const scenarios = lenses.filter(({ command }) => command.command === "quarterday.runScenario");
    const reading = scenarios.filter(({ range }) => /given +from/.test(text.lines.slice(range.start.line, range.start.line + 4).join("\n")));
    assert.ok(reading.length >= count);
    for (const { command } of scenarios) {
      const result = await client.request(lsp.ExecuteCommandRequest.type, command);
      assert.deepEqual(result, { held: true, failed: [] }, command.arguments[1]);
    }
    await client.stop();
  });

for (const [given, result] of [
  ["0.5", { held: true, failed: [] }],
  ["0.25", { held: false, failed: [{ expected: "£50.01", got: "£25.00" }] }],
  ["half", null],
])
  test(`a scenario with a file in which '${given}' is reported`, async () => {
    const scenario = `  scenario "from a file" in 2024/25-Q2 {\n    given  from "spring.csv"\n    expect fee = £50.01\n  }\n}\n`;
    const files = { "fees.contract": fees.replace(/}\n$/, scenario), "spring.csv": rows(["2024/25-Q2", given]) };
    const { client, text } = await started(files);
    const lenses = await client.request(lsp.CodeLensRequest.type, { textDocument: { uri: text.uri } });
    const { command } = lenses.find((one) => one.command.title === "run this scenario");
    const ran = client.request(lsp.ExecuteCommandRequest.type, command);
    if (result) assert.deepEqual(await ran, result);
    else await assert.rejects(ran, /half/);
    await client.stop();
  });

test("a scenario of cases is run as a whole", async () => {
  for (const [figure, held] of [["£50.01", true], ["£50", false]]) {
    const cases = `  scenario "cases" in 2024/25-Q2 {\n    | given rate | expect fee |\n    | 50% | ${figure} |\n    | 100% | £100.01 |\n  }\n}\n`;
    const { client, text } = await started({ "fees.contract": fees.replace(/}\n$/, cases) });
    const [lens] = await client.request(lsp.CodeLensRequest.type, { textDocument: { uri: text.uri } });
    assert.equal((await client.request(lsp.ExecuteCommandRequest.type, lens.command)).held, held);
    await client.stop();
  }
});
