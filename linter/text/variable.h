/* Variables that a tool fills in before anybody reads the file. */
#ifndef MONLINT_TEXT_VARIABLE_H
#define MONLINT_TEXT_VARIABLE_H

#include <stdbool.h>

#include "base/str.h"

/* True if ${NAME}, ${NAME:=5m}, $(NAME), <path:secret#key> or {{ name }} stands in the text: Flux's post-build
 * substitution, parameters of OpenShift's templates, vars of kustomize, the vault plugin of Argo CD, Ansible and Helm.
 * Not ${1}, which is a group of a regex, nor ${__range}, which Grafana fills in and nobody else, nor {{ $value }}. */
bool variable_stands_in(str text);

#endif
