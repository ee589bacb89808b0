/* What is wrong with the name of a metric: that it never was, has another name, or is not in the version that the files
 * install.
 *
 * The vocabulary knows names by product and version (vocab/metrics.h); the files tell which versions are there
 * (install_fact). A name is judged only where both leave no way out: one product, recording rule or installed version
 * that may have it is enough to be silent. */
#ifndef MONLINT_PROJECT_METRIC_NAME_H
#define MONLINT_PROJECT_METRIC_NAME_H

#include "project/project.h"
#include "vocab/metrics.h"

enum name_fault_kind {
    NAME_FINE,
    NAME_UNKNOWN,   /* a name of a product whose names are all known, near to one of them, and not among them */
    NAME_UNLISTED,  /* the same, but near to none: a version after those that were read may have it */
    NAME_NEVER,     /* a slip that is made often */
    NAME_METER,     /* Micrometer's own name of it, which Prometheus never sees; right where metrics go through OTLP */
    NAME_GONE,      /* renamed or removed so long ago that it is sure */
    NAME_RETIRED,   /* renamed or removed in a newer version; which one is there is not known */
    NAME_LACKS_YET, /* the installed version does not have it yet */
    NAME_LACKS_NOW, /* the installed version does not have it any more */
};

struct name_fault {
    enum name_fault_kind kind;
    enum vocab_product product;
    vocab_version version;                 /* first without (GONE, RETIRED, LACKS_NOW) or first with it (LACKS_YET) */
    const struct vocab_renaming *renaming; /* what it is called instead; NULL: nothing, or not known */
    enum vocab_part part;                  /* that goes with the renaming's new name */
    struct vocab_nearest nearest;          /* UNKNOWN; metric NULL: the world is closed */
    const struct install_fact *install;    /* LACKS_*; NULL: the project file states the version */
    bool shared;                           /* others may have metrics of this prefix */
};

/* What is installed, sorted out once for many names. */
struct metric_names {
    const struct project *project;
    VEC(const struct install_fact *) installs[VOCAB_PRODUCT_COUNT]; /* those that are measured */
    size_t searches;                                                /* for the nearest name, so far */
};

void metric_names_init(struct metric_names *names, struct arena *arena, const struct project *project);

/* The fault of a name that is read in the file of this path. rows: what vocab_metric_find() has of it; none of a
 * recorded name. Names with colons and recorded names are fine. The nearest name is looked for 2,000 times; unknown
 * names beyond are fine in a world that is not closed. */
struct name_fault metric_name_judge(struct metric_names *names, str name, struct vocab_metrics rows, str path);

/* The row of this kind by which the product's name came from another one: what to write for an older version, what
 * Micrometer calls its meter. NULL: none. */
const struct vocab_renaming *metric_name_before(enum vocab_product product, enum vocab_rename kind, str name,
                                                enum vocab_part *part);

#endif
