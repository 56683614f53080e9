/* Which final package is tabled, by hand in C: formula 10 over every package with its consents, no bounds before it.

   person [party] as below; utility, unguarded, barred [row, party]; own [row] utility to a mediator; consented [row].
   proposer: the party's number, -1 for a mediator. Returns the row, -1 for none; chooses so many `times` over. */

#include <math.h>
#include <stdint.h>

#define GRID 1099511627776.0 /* 2^40 */
#define TIE (1.0 / 1073741824.0) /* 2^-30 */
#define WIDEST 4096.0
#define HOPELESS 1e-4

typedef struct {
    double war, distrust, exposure, audience, aspiration, demand, reservation, low, high, conceded, held, side;
} person;

typedef struct {
    int64_t rows, parties, proposer, indifferent;
    double floor, insight, bias, cover;
} setting;

static double on_grid(double x) {
    x = x > WIDEST ? WIDEST : x < -WIDEST ? -WIDEST : x;
    return floor(x * GRID + 0.5) / GRID;
}

static double perceived(const person *me, double utility, double unguarded, double audience) {
    double fear = me->distrust * unguarded * fmax(0.0, utility - (me->war - me->exposure));
    return on_grid(utility - fear - audience * fmax(0.0, me->aspiration - utility));
}

static double below(double x, double low, double high, double over) {
    if (over >= -TIE) return 1.0;
    if (x <= low) return HOPELESS;
    return fmax(HOPELESS, (x - low) / (high - low));
}

static double chance_of(const setting *s, const person *p, double value, int barred) {
    if (barred) return HOPELESS * HOPELESS;
    double low = p->low, high = p->high, today = HOPELESS;
    if (s->proposer < 0) {
        low += s->insight * (p->reservation - low);
        high += s->insight * (p->reservation - high);
    }
    if (p->conceded > 0.0) {
        double firm = p->aspiration * (1.0 - p->conceded), asked = high * p->conceded + firm + p->held;
        today = below(on_grid((value - p->held - firm) / p->conceded), low, high, value - asked);
    }
    return today > HOPELESS ? today : HOPELESS * below(value, low, high, value - high);
}

static double weighed(const setting *s, const person *p, double chance) {
    double weight = s->proposer < 0 ? 1.0 + p->side * s->bias : 1.0;
    return chance == 1.0 || weight == 1.0 ? chance : pow(chance, weight);
}

static int beats(double score, double gain, double rest, double best, double best_gain, double best_rest) {
    if (fabs(score - best) > TIE * best) return score > best;
    if (fabs(gain - best_gain) > TIE) return gain > best_gain;
    return rest > best_rest + TIE;
}

static int64_t once(const setting *s, const person *who, const double *utility, const double *unguarded,
                    const int8_t *barred, const double *own, const int8_t *consented) {
    int64_t best = -1;
    double best_score = 0.0, best_gain = 0.0, best_rest = 0.0;
    for (int64_t m = 0; m < s->rows; m++) {
        if (!consented[m]) continue;
        double gain = s->indifferent ? 1.0 : own[m] - on_grid(s->floor), chance = 1.0, rest = 0.0;
        for (int64_t i = 0; i < s->parties; i++) {
            const person *me = who + i;
            int64_t at = m * s->parties + i;
            double heard = s->proposer < 0 ? me->audience * (1.0 - s->cover) : me->audience;
            double value = perceived(me, utility[at], unguarded[at], heard);
            if (i == s->proposer) {
                gain = !barred[at] && value >= me->demand - TIE ? value - me->reservation : 0.0;
            } else {
                chance *= weighed(s, me, chance_of(s, me, value, barred[at]));
                rest += value;
            }
        }
        if (gain > TIE && (best < 0 || beats(gain * chance, gain, rest, best_score, best_gain, best_rest))) {
            best = m, best_score = gain * chance, best_gain = gain, best_rest = rest;
        }
    }
    return best;
}

int64_t choose(const setting *s, const person *who, const double *utility, const double *unguarded,
               const int8_t *barred, const double *own, const int8_t *consented, int64_t times) {
    int64_t found = -1;
    for (volatile int64_t n = 0; n < times; n++) found = once(s, who, utility, unguarded, barred, own, consented);
    return found;
}
