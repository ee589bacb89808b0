/* What the files of the binder share. */
#ifndef MONLINT_SCHEMA_BIND_INTERNAL_H
#define MONLINT_SCHEMA_BIND_INTERNAL_H

#include "schema/bind.h"
#include "yaml/scalar_type.h"

/* A violation of this kind about a node, at its value; the caller fills in what differs and sends it by bind_send. */
struct violation bind_fault(const struct binder *binder, enum violation_kind kind, const struct node *node);
void bind_send(struct binder *binder, const struct violation *violation);

/* True if a template's action hides what the node's own bytes are, or what a collection holds. */
bool bind_is_opaque(const struct binder *binder, const struct node *node);

/* What a scalar means to its reader. */
enum scalar_type bind_scalar_type(enum reader reader, const struct node *scalar);

/* The value is not of the type that its row asks for. */
void bind_wrong_type(struct binder *binder, const struct node *node);

/* A scalar against a row that is none of a collection. */
void bind_scalar(struct binder *binder, const struct node *node);

/* Operators, values and label syntax of a match expression or of matchLabels, once the members have their roles. */
void bind_selector(struct binder *binder, const struct node *node);

/* Items that must differ. */
void bind_distinct(struct binder *binder, const struct node *list);

#endif
