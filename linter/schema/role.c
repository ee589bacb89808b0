/* Names of roles. */
#include "schema/role.h"

static const char *const names[] = {
    "NONE",
#define ROLE(name, meaning) #name,
#include "schema/roles.def"
#undef ROLE
};

const char *role_name(enum role role) {
    return role < ROLE_COUNT ? names[role] : "?";
}
