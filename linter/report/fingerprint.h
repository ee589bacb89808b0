/* A number that names a finding across edits of its file. */
#ifndef MONLINT_REPORT_FINGERPRINT_H
#define MONLINT_REPORT_FINGERPRINT_H

#include <stdint.h>

#include "text/diag.h"

/* 64 bits of the rule, the resource, its path without list indices, and the message without digits. Neither the file
 * nor a line counts: moving an object, or adding lines above it, keeps the number. It is stored in baselines, so that
 * it is the same in every release: FNV-1a, each part ended by a zero byte. */
uint64_t fingerprint(const struct diag *diag);

#endif
