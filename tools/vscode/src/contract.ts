// SPDX-License-Identifier: Apache-2.0
// The contract that a command is about: the one that is shown, saved, because the program reads it from disk.
import * as vscode from "vscode";

export async function saved(document: vscode.TextDocument): Promise<boolean> {
  return !document.isUntitled && (!document.isDirty || (await document.save()));
}

export async function shownContract(): Promise<vscode.TextEditor | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== "quarterday") {
    void vscode.window.showInformationMessage("Open a contract first.");
    return undefined;
  }
  if (await saved(editor.document)) return editor;
  void vscode.window.showInformationMessage("Save the contract first: the program reads it from disk.");
  return undefined;
}
