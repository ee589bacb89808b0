/* Ports of Services and of containers by name. */
#include "project/port.h"

#include "text/regex.h"

struct port_pattern port_pattern(struct arena *arena, str text) {
    struct port_pattern pattern = {.text = text, .plain = true};
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        pattern.plain &= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                         c == '_' || c == '/' || c == ' ';
    }
    if (pattern.plain)
        return pattern;
    struct regex regex = regex_parse(arena, text, REGEX_RELABEL);
    if (regex.valid)
        pattern.program = regex_compile(arena, &regex);
    return pattern;
}

static enum match name_match(const struct port_pattern *pattern, const struct text_fact *name) {
    if (name->opaque)
        return MATCH_UNKNOWN;
    if (str_equal(pattern->text, name->text))
        return MATCH_YES;
    if (pattern->plain)
        return MATCH_NO;
    enum regex_answer answer = regex_match(pattern->program, name->text.ptr ? name->text : STR(""));
    return answer == REGEX_UNKNOWN ? MATCH_UNKNOWN : answer == REGEX_YES ? MATCH_YES : MATCH_NO;
}

static enum match either(enum match a, enum match b) {
    if (a == MATCH_YES || b == MATCH_YES)
        return MATCH_YES;
    return a == MATCH_UNKNOWN || b == MATCH_UNKNOWN ? MATCH_UNKNOWN : MATCH_NO;
}

/* Endpoints of a Service without a selector are written by hand, under any port names; an ExternalName has none. */
static bool makes_endpoints(const struct service_fact *service) {
    return !str_equal(service->type.text, STR("ExternalName")) && (service->selector.len > 0 || service->selector.open);
}

static enum match service_offers(const struct port_pattern *pattern, const struct service_fact *service) {
    enum match offers = service->ports_open || !makes_endpoints(service) ? MATCH_UNKNOWN : MATCH_NO;
    for (size_t i = 0; i < service->port_count; i++)
        offers = either(offers, name_match(pattern, &service->ports[i].name));
    return offers;
}

static enum match pods_offer(const struct port_pattern *pattern, const struct workload_fact *workload) {
    enum match offers = workload->container_count == 0 ? MATCH_UNKNOWN : MATCH_NO;
    for (size_t i = 0; i < workload->container_count; i++) {
        const struct container_fact *container = &workload->containers[i];
        if (container->open)
            offers = either(offers, MATCH_UNKNOWN);
        for (size_t k = 0; k < container->port_count; k++)
            offers = either(offers, name_match(pattern, &container->ports[k].name));
    }
    return offers;
}

enum match target_offers(const struct port_pattern *pattern, const struct target *target) {
    enum match offers =
        target->service ? service_offers(pattern, target->service) : pods_offer(pattern, target->workload);
    return either(offers, target->ports_open ? MATCH_UNKNOWN : MATCH_NO);
}

/* ---- Listing ---- */

static void list_port(struct port_list *list, struct arena *arena, const struct text_fact *name,
                      const struct text_fact *number, place at) {
    const char *comma = list->count ? ", " : "";
    bool shown = number->text.len && !number->opaque;
    if (list->count++ == 0)
        list->first = name->text.len ? name->at : number->text.len ? number->at : at;
    list->unnamed += name->text.len == 0;
    list->only_name = name->text;
    str label = name->text.len ? name->text : STR("unnamed");
    list->text = arena_format(arena, "%.*s%s%.*s", STR_ARG(list->text), comma, STR_ARG(label));
    if (shown)
        list->text = arena_format(arena, "%.*s (%.*s)", STR_ARG(list->text), STR_ARG(number->text));
}

static void list_ports(struct port_list *list, struct arena *arena, const struct target *target) {
    enum { MOST = 12 };
    const struct service_fact *service = target->service;
    for (size_t i = 0; service && i < service->port_count && i < MOST; i++)
        list_port(list, arena, &service->ports[i].name, &service->ports[i].number, service->ports[i].where);
    for (size_t i = 0; target->workload && i < target->workload->container_count; i++) {
        const struct container_fact *container = &target->workload->containers[i];
        for (size_t k = 0; k < container->port_count && list->count < MOST; k++)
            list_port(list, arena, &container->ports[k].name, &container->ports[k].number, container->ports[k].where);
    }
}

struct port_list target_ports(struct arena *arena, const struct target *target) {
    struct port_list list = {.text = {"", 0}, .first = target->object->name.at, .only_name = {"", 0}};
    list_ports(&list, arena, target);
    if (list.count != 1)
        list.only_name = STR("");
    return list;
}
