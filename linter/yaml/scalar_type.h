/* What a plain scalar means, by its spelling. */
#ifndef MONLINT_YAML_SCALAR_TYPE_H
#define MONLINT_YAML_SCALAR_TYPE_H

#include <stdbool.h>

#include "base/str.h"
#include "yaml/node.h"

/* By the core schema of YAML 1.2 (10.3.2). */
enum scalar_type scalar_type_of(str plain);

/* By go-yaml's version 2 reader, through which sigs.k8s.io/yaml reads Kubernetes objects (its goyaml.v2/resolve.go):
 * also yes, no, on, off, y and n in their usual cases, 0777 as octal (and 089 as a float), 0b11, and 1_000. Unlike
 * YAML 1.1, 12:30 is a string there. */
enum scalar_type scalar_type_of_11(str plain);

/* y, yes, on, n, no, off in lower, upper or title case. */
bool scalar_is_old_boolean(str plain);

#endif
