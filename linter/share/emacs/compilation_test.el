;;; compilation_test.el --- what arrives in compilation-mode  -*- lexical-binding: t -*-

;; emacs -Q --batch -l compilation_test.el, with $MONLINT the command, $SAMPLE the folder of the sample and $SHARE this
;; folder. Emacs's own patterns read the lines: 2 is an error, 1 a warning, 0 an information.

;;; Code:

(defvar monlint-test-options
  " --no-config --no-context --select=timeout-exceeds-interval,pointless-for,unknown-severity,invalid-template")

(defvar monlint-test-expected
  '(("loki.yaml" 14 22 2) ("loki.yaml" 13 17 0) ("loki.yaml" 27 16 0) ("loki.yaml" 23 17 0) ("loki.yaml" 29 23 1)
    ("loki.yaml" 31 62 2) ("loki.yaml" 31 48 0)))

(load (expand-file-name "monlint.el" (getenv "SHARE")) nil t)
(setq monlint-command (concat (getenv "MONLINT") monlint-test-options)
      compilation-ask-about-save nil
      compilation-skip-threshold 0) ; visit informations too

(defun monlint-test-entries ()
  "File, line, column and type of each message of the current compilation buffer."
  (let (entries)
    (compilation--ensure-parse (point-max))
    (goto-char (point-min))
    (while (ignore-errors (compilation-next-error 1) t)
      (let* ((message (get-text-property (point) 'compilation-message))
             (location (compilation--message->loc message)))
        (push (list (caar (compilation--loc->file-struct location))
                    (compilation--loc->line location)
                    (compilation--loc->col location)
                    (compilation--message->type message))
              entries)))
    (nreverse entries)))

(defun monlint-test-wait (buffer)
  "Wait at most ten seconds for the process of BUFFER."
  (let ((limit (+ (float-time) 10)))
    (while (and (get-buffer-process buffer) (< (float-time) limit))
      (accept-process-output nil 0.1))))

(find-file (expand-file-name "loki.yaml" (getenv "SAMPLE")))
(monlint-file)
(monlint-test-wait "*compilation*")
(with-current-buffer "*compilation*"
  (let ((entries (monlint-test-entries)))
    (unless (equal entries monlint-test-expected)
      (message "expected %S\nbut got  %S\nin\n%s" monlint-test-expected entries (buffer-string))
      (kill-emacs 1))))

;; The last one is opened where it points to, although an accent stands before it.
(setq next-error-last-buffer (get-buffer "*compilation*"))
(with-current-buffer "*compilation*"
  (goto-char (point-max))
  (compilation-next-error -1)
  (compile-goto-error))
(with-current-buffer "loki.yaml"
  (unless (looking-at-p (regexp-quote "{{ $labels.job"))
    (message "went to line %d, column %d" (line-number-at-pos) (current-column))
    (kill-emacs 1)))

;;; compilation_test.el ends here
