/* Stacked alternating offers with time-dependent demands, as the engine plays them, by hand in C.

   gain [run, party, issue, widest], reservation [run, party], curve [party, step] share conceded by each step.
   Out, per run: number of the package agreed (-1 if none), step, and each party's utility of it.
   cc -O3 -march=native -ffp-contract=off -shared -fPIC -o alternating_offers.so alternating_offers.c -lm */

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#define PARTIES 8
#define HAIR 1e-6
#define GRID 1099511627776.0 /* 2^40 */

typedef struct { double value; int64_t number; } rung;

typedef struct {
    int parties, issues, widest, steps, cut;
    int64_t lower_count;
    const int64_t *options;
    double tolerance;
} frame;

static double on_grid(double x) { return floor(x * GRID + 0.5) / GRID; }

static int fill(rung *rungs, const frame *f, const double *gain, int first, int last) {
    int size = 1;
    rungs[0].value = 0.0;
    rungs[0].number = 0;
    for (int k = first; k < last; k++) {
        int n = (int)f->options[k];
        const double *g = gain + (size_t)k * f->widest;
        for (int j = size - 1; j >= 0; j--) {
            rung before = rungs[j];
            for (int o = n - 1; o >= 0; o--) {
                rungs[j * n + o].value = before.value + g[o];
                rungs[j * n + o].number = before.number * n + o;
            }
        }
        size *= n;
    }
    return size;
}

static void sort(rung *rungs, rung *spare, int size) {
    for (int start = 0; start < size; start += 8) {
        int end = start + 8 < size ? start + 8 : size;
        for (int j = start + 1; j < end; j++) {
            rung x = rungs[j];
            int place = j;
            for (; place > start && rungs[place - 1].value < x.value; place--) rungs[place] = rungs[place - 1];
            rungs[place] = x;
        }
    }
    rung *source = rungs, *target = spare;
    for (int width = 8; width < size; width *= 2) {
        for (int start = 0; start < size; start += 2 * width) {
            int middle = start + width < size ? start + width : size;
            int end = start + 2 * width < size ? start + 2 * width : size;
            int one = start, two = middle;
            for (int place = start; place < end; place++)
                target[place] = one < middle && (two >= end || source[one].value >= source[two].value)
                                    ? source[one++] : source[two++];
        }
        rung *swap = source;
        source = target;
        target = swap;
    }
    if (source != rungs)
        for (int j = 0; j < size; j++) rungs[j] = source[j];
}

static int64_t rung_at(const rung *upper, int uppers, const rung *lower, int lowers, int64_t lower_count,
                       int *pointer, double least) {
    int64_t best = -1;
    double gap = INFINITY;
    for (int b = 0; b < lowers; b++) {
        double wanted = least - lower[b].value;
        int p = pointer[b];
        while (p + 1 < uppers && upper[p + 1].value >= wanted) p++;
        while (p >= 0 && upper[p].value < wanted) p--;
        pointer[b] = p;
        if (p >= 0 && upper[p].value - wanted <= gap) {
            int64_t number = upper[p].number * lower_count + lower[b].number;
            if (upper[p].value - wanted < gap || number > best) {
                best = number;
                gap = upper[p].value - wanted;
            }
        }
        if (p + 1 < uppers && wanted - upper[p + 1].value <= HAIR && wanted - upper[p + 1].value < gap) {
            best = upper[p + 1].number * lower_count + lower[b].number;
            gap = wanted - upper[p + 1].value;
        }
    }
    return best;
}

static double utility(const frame *f, const double *gain, const int64_t *terms) {
    double total = 0.0;
    for (int k = 0; k < f->issues; k++) total += gain[(size_t)k * f->widest + terms[k]];
    return total;
}

void play(int runs, int parties, int issues, int widest, int steps, int cut, const int64_t *options, double tolerance,
          const double *gain, const double *reservation, const double *curve, int64_t *agreed, int64_t *when,
          double *worth) {
    int upper_size = 1, lower_size = 1;
    for (int k = 0; k < issues; k++) {
        if (k < cut) upper_size *= (int)options[k];
        else lower_size *= (int)options[k];
    }
    int widest_half = upper_size > lower_size ? upper_size : lower_size;
    frame f = {parties, issues, widest, steps, cut, lower_size, options, tolerance};
    rung *upper = malloc(sizeof(rung) * parties * upper_size), *lower = malloc(sizeof(rung) * parties * lower_size);
    rung *spare = malloc(sizeof(rung) * widest_half);
    int *pointer = malloc(sizeof(int) * parties * lower_size);
    int64_t *terms = malloc(sizeof(int64_t) * issues);
    for (int r = 0; r < runs; r++) {
        const double *mine = gain + (size_t)r * parties * issues * widest;
        double aspiration[PARTIES], bottom[PARTIES], value[PARTIES];
        for (int i = 0; i < parties; i++) {
            const double *g = mine + (size_t)i * issues * widest;
            rung *up = upper + (size_t)i * upper_size, *low = lower + (size_t)i * lower_size;
            sort(up, spare, fill(up, &f, g, 0, cut));
            sort(low, spare, fill(low, &f, g, cut, issues));
            aspiration[i] = up[0].value + low[0].value;
            bottom[i] = fmax(reservation[r * parties + i], up[upper_size - 1].value + low[lower_size - 1].value);
            for (int b = 0; b < lower_size; b++) pointer[i * lower_size + b] = -1;
        }
        int64_t number = -1;
        int signatures = 0, turn = 0, over = 0;
        agreed[r] = -1;
        when[r] = steps;
        for (; turn < parties * steps && !over; turn++) {
            int i = turn % parties, n = turn / parties;
            double range = aspiration[i] - bottom[i];
            double demand = on_grid(bottom[i] + fmax(0.0, range) * (1.0 - curve[i * steps + n]) - tolerance);
            if (number >= 0 && value[i] >= demand) {
                over = ++signatures == parties;
                if (over) {
                    agreed[r] = number;
                    when[r] = n;
                }
                continue;
            }
            number = rung_at(upper + (size_t)i * upper_size, upper_size, lower + (size_t)i * lower_size, lower_size,
                             lower_size, pointer + (size_t)i * lower_size, demand);
            signatures = 1;
            if (number < 0) continue;
            int64_t rest = number;
            for (int k = issues - 1; k >= 0; k--) {
                terms[k] = rest % options[k];
                rest /= options[k];
            }
            for (int j = 0; j < parties; j++) value[j] = utility(&f, mine + (size_t)j * issues * widest, terms);
        }
        for (int j = 0; j < parties; j++) worth[r * parties + j] = over ? value[j] : NAN;
    }
    free(upper), free(lower), free(spare), free(pointer), free(terms);
}
