/* What kustomizations of the set do to objects of other files before they are applied. */
#ifndef MONLINT_PROJECT_KUSTOMIZE_H
#define MONLINT_PROJECT_KUSTOMIZE_H

#include "project/project.h"

/* Follows what each kustomization takes in. Beyond a bound of steps everything counts as touched. */
const struct kustomize *kustomize_index(struct project *project);

/* The labels of an object as they are applied: those that a kustomization or a patch of one sets have an opaque value,
 * and the list is open if it may set any. */
struct labels_fact kustomize_labels(const struct project *project, const struct object_fact *object,
                                    const struct labels_fact *labels);

/* True if a patch may give other ports to this Service or workload. */
bool kustomize_patches_ports(const struct project *project, const struct object_fact *object);

/* The namespace of an object as it is applied; empty: unknown, because it is set at deploy time. */
str kustomize_namespace(const struct project *project, const struct object_fact *object);

/* True if the object is a patch: it holds only a part of what is applied. */
bool kustomize_is_patch(const struct project *project, const struct object_fact *object);

/* The same of a file: a kustomization of the set names it so, or its own name does (patch.yaml, tls-patch.yaml,
 * patches/tls.yaml), as kustomize's documentation calls them. */
bool kustomize_is_patch_file(const struct project *project, str path);

/* True if the limits of its containers, or of the autoscaler that it is, may be other ones when it is applied: inline
 * patches speak of them, or the object is a patch. */
bool kustomize_may_set_limits(const struct project *project, const struct object_fact *object);

#endif
