/* Whether a monitor's port name is one of its targets'. */
#ifndef MONLINT_PROJECT_PORT_H
#define MONLINT_PROJECT_PORT_H

#include "project/wiring.h"

struct regex_program;

/* The port of an endpoint. The operator puts it into a relabelling rule that keeps: it is an anchored regular
 * expression (prometheus-operator 0.93). */
struct port_pattern {
    str text;
    bool plain; /* nothing in it means anything but itself */
    const struct regex_program *program;
};

struct port_pattern port_pattern(struct arena *arena, str text);

/* Does the target offer a port of this name? Unknown where a template hides the ports, and for Services whose
 * endpoints somebody else makes. */
enum match target_offers(const struct port_pattern *pattern, const struct target *target);

/* The ports of a target, for messages. */
struct port_list {
    str text;     /* "http-metrics (3100), unnamed (8080)" */
    size_t count; /* listed */
    size_t unnamed;
    place first;   /* of the first port, or of the object's name */
    str only_name; /* name of the single port, or empty */
};

struct port_list target_ports(struct arena *arena, const struct target *target);

#endif
