// SPDX-License-Identifier: Apache-2.0
// A period settled, and its statement shown beside the contract. The lens over a contract gives its address and the period.
import * as vscode from "vscode";
import { saved, shownContract } from "./contract";
import { dataWords, type Answers } from "./data";
import type { Pages } from "./pages";
import { printed, trusted } from "./told";

async function contractAt(address: string | undefined): Promise<vscode.TextDocument | undefined> {
  if (address === undefined) return (await shownContract())?.document;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(address));
  return (await saved(document)) ? document : undefined;
}

export async function settlePeriod(answers: Answers, pages: Pages, address?: string, given?: string): Promise<void> {
  if (!trusted()) return;
  const contract = (await contractAt(address))?.uri.fsPath;
  if (contract === undefined) return;
  const data = await answers.data(contract);
  const period = data && (given ?? (await answers.period(contract)));
  if (period === undefined) return;
  const statement = await printed(["settle", contract, ...dataWords(data ?? []), "--period", period, "--color", "never"]);
  if (statement !== undefined) await pages.show(`Statement ${period}`, statement);
}
