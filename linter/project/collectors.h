/* The collectors, one a role; collect.c has the table. */
#ifndef MONLINT_PROJECT_COLLECTORS_H
#define MONLINT_PROJECT_COLLECTORS_H

#include "project/collect.h"
#include "schema/bind.h"

void collect_service(struct collector *collector, const struct node *root);
void collect_workload(struct collector *collector, const struct node *root);
void collect_autoscaler(struct collector *collector, const struct node *root);
void collect_namespace(struct collector *collector, const struct node *root);
void collect_service_monitor(struct collector *collector, const struct node *root);
void collect_pod_monitor(struct collector *collector, const struct node *root);
void collect_fragment(struct collector *collector, const struct node *node);
void collect_prometheus(struct collector *collector, const struct node *root);
void collect_thanos_ruler(struct collector *collector, const struct node *root);
void collect_prometheus_values(struct collector *collector, const struct node *spec);
void collect_group(struct collector *collector, const struct node *group);
void collect_rule(struct collector *collector, const struct node *rule);
void collect_autoscaling(struct collector *collector, const struct node *autoscaling);
void collect_limits(struct collector *collector, const struct node *held);
void collect_persistence(struct collector *collector, const struct node *persistence);
/* Of the section of a chart that runs as several parts, each of which goes by the chart's name too. */
void collect_parts(struct collector *collector, const struct node *section, const char *chart);
void collect_install_values(struct collector *collector, const struct node *section);
void collect_install_release(struct collector *collector, const struct node *root);
void collect_install_image(struct collector *collector, const struct text_fact *image);
void collect_values(struct collector *collector, const struct node *section);

#endif
