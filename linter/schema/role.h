/* What a node is, whatever key led to it. Rules subscribe to roles, never to key strings. */
#ifndef MONLINT_SCHEMA_ROLE_H
#define MONLINT_SCHEMA_ROLE_H

enum role {
    ROLE_NONE,
#define ROLE(name, meaning) ROLE_##name,
#include "schema/roles.def"
#undef ROLE
    ROLE_COUNT
};

/* "ENDPOINT_PORT"; for messages to developers. */
const char *role_name(enum role role);

#endif
