// SPDX-License-Identifier: Apache-2.0
// What goes wrong, said once and with what can be done about it.
import * as vscode from "vscode";
import { NotFound, find, run, type Ran } from "./program";

export function program(): string {
  return find(vscode.workspace.getConfiguration("quarterday").get<string>("program", "quarterday"));
}

async function tellNotFound(error: NotFound): Promise<void> {
  const settings = "Open the Settings";
  const chosen = await vscode.window.showErrorMessage(`${error.message} Install it, or say where it is.`, settings);
  if (chosen === settings) await vscode.commands.executeCommand("workbench.action.openSettings", "quarterday.program");
}

export function tell(error: unknown): void {
  if (error instanceof NotFound) void tellNotFound(error);
  else void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
}

// Nothing that a folder holds is run, or read as data, before the folder is trusted.
export function trusted(): boolean {
  if (vscode.workspace.isTrusted) return true;
  void vscode.window.showWarningMessage("Trust this folder first: then its contracts can be settled, explained and run.");
  return false;
}

// What the program prints, or nothing once its messages have been told.
export async function printed(words: string[]): Promise<string | undefined> {
  const { code, out, messages }: Ran = await run(program(), words);
  if (code === 0 || out !== "") return out;
  void vscode.window.showErrorMessage(messages.trim() || `quarterday ended with ${code}`);
  return undefined;
}
