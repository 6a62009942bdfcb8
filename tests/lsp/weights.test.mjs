// SPDX-License-Identifier: Apache-2.0
// Weights that do not make 100%: the figure that is missing, where it is missing, or another one for the row at the cursor.
import assert from "node:assert/strict";
import test from "node:test";
import { Client, Text, applied, example, header, lsp } from "./client.mjs";

const column = (rows) => `${header}  dimension measures, each a measure
    | measure | weight |
${rows.map((row) => `    ${row}\n`).join("")}  metric rate for each measure, each year : percent
    not reported: 0%
  payment fee from payer to clinic, each year = average over measures by weight of rate * £100
}
`;
const list = (rows) => `${header}  dimension measures, each a measure: sleep, diet, walks
  parameter share_weight for each measure : percent
${rows.map((row) => `    ${row}\n`).join("")}  metric rate for each measure, each year : percent
    not reported: 0%
  payment fee from payer to clinic, each year = average over measures by share_weight of rate * £100
}
`;
const grouped = (rows) => `${header}  dimension domains, each a domain: ward, home
  dimension measures, each a measure
    | measure | domain | weight |
${rows.map((row) => `    ${row}\n`).join("")}  metric rate for each measure, each year : percent
    not reported: 0%
  payment fee for each domain from payer to clinic, each year = average over its measures by weight of rate * £100
}
`;
const yearly = (rows) => `${header}  dimension measures, each a measure
    | measure | weight 2024/25 | from 2025/26 |
${rows.map((row) => `    ${row}\n`).join("")}  metric rate for each measure, each year : percent
    not reported: 0%
  payment fee from payer to clinic, each year = average over measures by weight of rate * £100
}
`;
const errors = (client, { uri }) => client.diagnostics.get(uri).diagnostics.filter(({ severity }) => severity === 1);
const offered = async (client, text, { position }) => {
  const range = { start: position, end: position };
  const diagnostics = errors(client, text);
  return client.request(lsp.CodeActionRequest.type, { textDocument: { uri: text.uri }, range, context: { diagnostics, only: ["quickfix"] } });
};

// The contract, what the cursor is on, what is offered, and the row that comes of it.
for (const [why, contract, cursor, title, row] of [
  ["a cell is empty", column(["| sleep   |    60% |", "| diet    |        |", "| walks   |    15% |"]), "diet    |",
    "write '25%': 25% is missing; give it to 'diet'", "    | diet    |    25% |"],
  ["a narrow cell is empty, and figures have decimals", column(["| sleep | 33.335% |", "| diet ||", "| walks | 0.005% |"]), "diet |",
    "write '66.66%': 66.66% is missing; give it to 'diet'", "    | diet |66.66%|"],
  ["a cell behind other characters is empty", column(['| sleep   |    60% |', "| diet    |        | # é😀", "| walks   |    15% |"]), "diet    |",
    "write '25%': 25% is missing; give it to 'diet'", "    | diet    |    25% | # é😀"],
  ["a cell of one of two groups is empty", grouped(["| sleep | ward | 100% |", "| diet  | home | 12.5% |", "| walks | home |       |"]), "walks | home |",
    "write '87.5%': 87.5% is missing; give it to 'walks'", "    | walks | home | 87.5% |"],
  ["a cell of one year is empty", yearly(["| sleep | 50% | 40% |", "| diet  | 50% |     |"]), "diet  | 50% |",
    "write '60%': 60% is missing; give it to 'diet'", "    | diet  | 50% | 60% |"],
  ["a member has no row", list(["| sleep   |    60% |", "| walks   |    15% |"]), "sleep   |    60%",
    "add a row for 'diet' with 25%", "    | diet    |    25% |"],
  ["a member has no row, and rows have clauses", list(["| sleep | 60% | clause 2.1 |", "| walks | 15% | clause 2.2 |"]), "sleep | 60%",
    "add a row for 'diet' with 25%", "    | diet  | 25% |"],
  ["all have one, the cursor on the first", column(["| sleep | 60% |", "| diet | 25% |", "| walks | 10% |"]), "sleep |",
    "change the weight of 'sleep' to 65%, so that all make 100%", "    | sleep | 65% |"],
  ["all have one, the cursor on the second, and too much", column(["| sleep | 60% |", "| diet | 45% |", "| walks | 10% |"]), "diet |",
    "change the weight of 'diet' to 30%, so that all make 100%", "    | diet | 30% |"],
  ["all have one, the cursor on the last", column(["| sleep | 60% |", "| diet | 25% |", "| walks | 10% |"]), "10%",
    "write '15%': 5% is missing; raise 'walks' to 15%", "    | walks | 15% |"],
  ["all of a group have one", grouped(["| sleep | ward | 90% |", "| diet  | home | 50% |", "| walks | home | 50% |"]), "90%",
    "write '100%': 10% is missing; raise 'sleep' to 100%", "    | sleep | ward | 100% |"],
])
  test(`weights are mended where ${why}`, async () => {
    const client = await Client.start({ options: { lint: false } });
    const text = await client.openText(contract);
    assert.ok(errors(client, text).some(({ code }) => code === "QD5104"), JSON.stringify(errors(client, text)));
    const actions = await offered(client, text, text.at(cursor, { after: "weight", into: cursor.length }));
    const action = actions.find((one) => one.title === title);
    assert.ok(action, actions.map((one) => one.title).join("\n"));
    assert.equal(action.diagnostics.length, 1);
    const mended = applied(text, action);
    assert.ok(mended.split("\n").includes(row), mended);
    client.change(text.uri, 2, [{ text: mended }]);
    assert.deepEqual((await client.told(text.uri, 2)).diagnostics, []);
    await client.stop();
  });

for (const [why, contract, cursor] of [
  ["the row at the cursor would have nothing left", column(["| sleep | 110% |", "| diet | 5% |", "| walks | 10% |"]), "diet |"],
  ["a row without a weight is another than that of the cursor", column(["| sleep | 60% |", "| diet |  |", "| walks | 10% |"]), "sleep |"],
  ["the cursor is elsewhere", column(["| sleep | 60% |", "| diet | 25% |", "| walks | 10% |"]), "rate for"],
  ["the weights make 100%", column(["| sleep | 60% |", "| diet | 25% |", "| walks | 15% |"]), "diet |"],
  ["two have no weight, and the cursor is on one of them", column(["| sleep | 60% |", "| diet |  |", "| walks |  |"]), "diet |"],
])
  test(`no weight is changed where ${why}`, async () => {
    const client = await Client.start({ options: { lint: false } });
    const text = await client.openText(contract);
    assert.deepEqual(await offered(client, text, text.at(cursor, { after: "weight" })), []);
    await client.stop();
  });

for (const [name, row] of [
  ["camden-msk", "| eq5d_gain_physio "],
  ["camden-msk", "| patient_outcome |           40%"],
  ["cquin", "| sepsis_screening "],
  ["frailty-outcomes-pathway", "| conveyance "],
])
  test(`${name}: the weight of '${row}' that is taken out is put back`, async () => {
    const client = await Client.start({ options: { lint: false } });
    const text = await client.openFile(example(name));
    const line = text.lines.findIndex((words) => words.includes(row));
    const weight = / *\d+%/.exec(text.lines[line]);
    const lines = text.lines.with(line, text.lines[line].replace(weight[0], " ".repeat(weight[0].length)));
    const without = new Text(text.uri, lines.join("\n"));
    client.change(text.uri, 2, [{ text: without.text }]);
    await client.told(text.uri, 2);
    const actions = await offered(client, without, { position: { line, character: weight.index + 2 } });
    assert.equal(applied(without, actions.find(({ title }) => title.startsWith("write "))), text.text);
    await client.stop();
  });
