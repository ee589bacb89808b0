/* libyaml's problems in our words, at our places. Inside this folder only. */
#ifndef MONLINT_YAML_FAULT_H
#define MONLINT_YAML_FAULT_H

#include <yaml.h>

#include "yaml/build.h"
#include "yaml/check.h"

/* Sets the builder's fault from the parser's problem, or from the flaw that the text was cut at. */
void fault_from_parser(struct builder *builder, const yaml_parser_t *parser, const struct text_check *check);

/* Sets the builder's fault from the flaw of the text, if there is one. */
void fault_from_check(struct builder *builder, const struct text_check *check);

#endif
