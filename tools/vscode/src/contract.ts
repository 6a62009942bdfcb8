// SPDX-License-Identifier: Apache-2.0
// The contract that a command is about, saved, because the program reads it from disk.
import * as vscode from "vscode";

export async function saved(document: vscode.TextDocument): Promise<boolean> {
  return !document.isUntitled && (!document.isDirty || (await document.save()));
}

async function pathOfSaved(document: vscode.TextDocument): Promise<string | undefined> {
  if (await saved(document)) return document.uri.fsPath;
  void vscode.window.showInformationMessage("Save the contract first: the program reads it from disk.");
  return undefined;
}

export interface Shown {
  editor: vscode.TextEditor;
  path: string;
}

export async function shownContract(): Promise<Shown | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== "quarterday") {
    void vscode.window.showInformationMessage("Open a contract first.");
    return undefined;
  }
  const path = await pathOfSaved(editor.document);
  return path === undefined ? undefined : { editor, path };
}

// A lens gives the address of its contract.
export async function contractAt(address: string): Promise<string | undefined> {
  return pathOfSaved(await vscode.workspace.openTextDocument(vscode.Uri.parse(address)));
}
