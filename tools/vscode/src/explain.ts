// SPDX-License-Identifier: Apache-2.0
// A line of the contract explained: what it comes to in a period, down to the data and the clauses it follows from.
import * as vscode from "vscode";
import { SymbolKind, type DocumentSymbol } from "vscode-languageclient/node";
import { shownContract } from "./contract";
import { dataWords, type Answers } from "./data";
import type { Pages } from "./pages";
import type { Server } from "./server";
import { printed, trusted } from "./told";

// As the server gives them: payments, definitions and balances, metrics and inputs, tables of figures.
const explained = new Set<SymbolKind>([
  SymbolKind.Event,
  SymbolKind.Function,
  SymbolKind.Class,
  SymbolKind.Property,
  SymbolKind.Variable,
  SymbolKind.Constant,
]);

const flat = (symbols: DocumentSymbol[]): DocumentSymbol[] => symbols.flatMap((one) => [one, ...flat(one.children ?? [])]);

// The name that is pointed at, if it has figures; otherwise that of the declaration around it.
export function lineAt(outline: DocumentSymbol[], word: string | undefined, at: { line: number }): string | undefined {
  const all = flat(outline).filter(({ kind }) => explained.has(kind));
  const named = all.find(({ name }) => name === word);
  const around = all.filter(({ range }) => range.start.line <= at.line && at.line <= range.end.line).at(-1);
  return (named ?? around)?.name;
}

function wordAt(editor: vscode.TextEditor): string | undefined {
  const range = editor.document.getWordRangeAtPosition(editor.selection.active);
  return range && editor.document.getText(range);
}

export async function explainLine(server: Server, answers: Answers, pages: Pages): Promise<void> {
  if (!trusted()) return;
  const shown = await shownContract();
  if (!shown) return;
  const { editor, path: contract } = shown;
  const line = lineAt(await server.outline(editor.document), wordAt(editor), editor.selection.active);
  if (line === undefined) {
    void vscode.window.showInformationMessage("Put the cursor on a payment, a definition or a figure.");
    return;
  }
  const data = await answers.data(contract);
  const period = data && (await answers.period(contract));
  if (!data || period === undefined) return;
  const words = ["explain", contract, line, ...dataWords(data), "--period", period, "--color", "never"];
  const explanation = await printed(words);
  if (explanation !== undefined) await pages.show(`${line} in ${period}`, explanation);
}
