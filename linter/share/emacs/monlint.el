;;; monlint.el --- run monlint from Emacs  -*- lexical-binding: t -*-

;;; Commentary:

;; M-x monlint checks the current project (the folder of the nearest .monlint.yaml or .git), M-x monlint-file the current
;; file; both fill a *compilation* buffer, so that `next-error' goes from finding to finding.

;;; Code:

(require 'compile)

(defgroup monlint nil
  "Lint monitoring configuration."
  :group 'tools)

(defcustom monlint-command "monlint"
  "The command, with options if you like."
  :type 'string
  :group 'monlint)

(defun monlint--compile (directory path)
  "Lint PATH with DIRECTORY as the current one."
  (let ((default-directory directory))
    (compile (concat monlint-command " --quiet --format=gcc " (shell-quote-argument path)))))

;;;###autoload
(defun monlint ()
  "Lint the project of the current file."
  (interactive)
  (let ((root (or (locate-dominating-file default-directory ".monlint.yaml")
                  (locate-dominating-file default-directory ".git")
                  default-directory)))
    (monlint--compile (expand-file-name root) ".")))

;;;###autoload
(defun monlint-file ()
  "Lint the current file, with its project as context."
  (interactive)
  (save-buffer)
  (monlint--compile default-directory (file-name-nondirectory (buffer-file-name))))

(provide 'monlint)
;;; monlint.el ends here
