;;; -*- lexical-binding: t -*-
;; SPDX-License-Identifier: Apache-2.0
;; A session in Emacs with eglot.  Each step waits for what a person would see.
(require 'cl-lib)
(require 'xref)

(defun fail (&rest words)
  (message "%s" (apply #'format words))
  (when-let ((server (and (fboundp 'eglot-current-server) (eglot-current-server))))
    (message "%s" (with-current-buffer (jsonrpc-events-buffer server) (buffer-string))))
  (kill-emacs 1))

;; There is no command loop in batch mode, so its hooks and what waits until nobody types are run by hand.
(defmacro await (what so)
  `(let ((end (+ (float-time) 20)))
     (while (not ,so)
       (when (> (float-time) end) (fail "not within 20 s: %s" ,what))
       (run-hooks 'post-command-hook)
       (mapc #'timer-event-handler (copy-sequence timer-idle-list))
       (accept-process-output nil 0.02))
     (message "%s" ,what)))

(defun put-point-on (words)
  (goto-char (point-min))
  (search-forward words)
  (goto-char (match-beginning 0)))

(defun shown ()
  (flymake-start)
  (accept-process-output nil 0.02)
  (flymake-diagnostics))

(find-file (car command-line-args-left))
(setq command-line-args-left nil)
(unless (eq major-mode 'quarterday-mode) (fail "the mode is %s" major-mode))
(await "the server is there" (eglot-managed-p))
(await "the mistake is shown" (= 1 (length (shown))))
(let ((mistake (car (shown))))
  (unless (string-match-p "unknown name 'rat'" (flymake-diagnostic-text mistake)) (fail "another mistake: %S" mistake))
  (unless (equal "rat" (buffer-substring (flymake-diagnostic-beg mistake) (flymake-diagnostic-end mistake)))
    (fail "it is shown at another place"))
  (goto-char (flymake-diagnostic-beg mistake)))

;; By the keyboard, taking what is proposed first.
(let ((last-nonmenu-event ?a))
  (cl-letf (((symbol-function 'completing-read) (lambda (_prompt _all _fits _must _begin _before proposed) proposed)))
    (eglot-code-actions (point) (point) "quickfix" t)))
(await "the code action is applied" (save-excursion (goto-char (point-min)) (search-forward "* rate\n" nil t)))
(await "the mistake is gone" (null (shown)))

(put-point-on "rate = 50%")
(let ((found (xref-backend-definitions 'eglot (xref-backend-identifier-at-point 'eglot))))
  (unless (= 1 (length found)) (fail "the definition is not found"))
  (unless (string-match-p "metric rate" (xref-item-summary (car found))) (fail "another definition")))
(message "the definition is found")

(put-point-on "clinic, each quarter")
(let* ((place (eglot-completion-at-point))
       (offered (all-completions "" (nth 2 place))))
  (unless (cl-find-if (lambda (one) (string-match-p "payer" one)) offered) (fail "not offered: payer, but %S" offered))
  (when (cl-find-if (lambda (one) (string-match-p "rate" one)) offered) (fail "a metric is offered as a party")))
(message "parties are offered")

(put-point-on "rate each quarter")
(eglot-rename "success")
(await "the metric is renamed"
       (save-excursion (goto-char (point-min)) (and (search-forward "given success" nil t) (not (search-forward "rate" nil t)))))
(await "there is no mistake" (null (shown)))

(eglot-format-buffer)
(save-buffer)
(message "it is laid out and saved")
(eglot-shutdown (eglot-current-server))
