// Chooses a variant once and sends every public function to it.
#define _POSIX_C_SOURCE 199309L
#include "include/ckernels.h"
#include "kernel_table.h"
#include <stdatomic.h>
#include <time.h>

typedef struct {
  const char *name;
  const ck_table *table;
} variant;

// From the slowest to the fastest.
static const variant variants[] = {
    {"baseline", &ck_baseline_table},
#if defined(__x86_64__)
    {"avx2", &ck_avx2_table},
    {"avx512", &ck_avx512_table},
#endif
};

enum { VARIANT_COUNT = sizeof variants / sizeof *variants };

// Threads that meet here store the same address: it follows from the processor alone.
static _Atomic(const ck_table *) chosen;

int ck_variant_count(void) { return VARIANT_COUNT; }

const char *ck_variant_name(int index) {
  return index >= 0 && index < VARIANT_COUNT ? variants[index].name : "";
}

int ck_variant_is_supported(int index) {
  if (index < 0 || index >= VARIANT_COUNT) return 0;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (index == 1) return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (index == 2)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("fma");
#endif
  return 1;
}

static const ck_table *automatic(void) {
  int best = VARIANT_COUNT - 1;
  while (best > 0 && !ck_variant_is_supported(best)) best--;
  return variants[best].table;
}

static const ck_table *current(void) {
  const ck_table *table = atomic_load_explicit(&chosen, memory_order_relaxed);
  if (__builtin_expect(table != NULL, 1)) return table;
  ck_select();
  return atomic_load_explicit(&chosen, memory_order_relaxed);
}

void ck_select(void) {
  const ck_table *none = NULL;
  atomic_compare_exchange_strong(&chosen, &none, automatic());
}

void ck_use_variant(int index) {
  atomic_store(&chosen, ck_variant_is_supported(index) ? variants[index].table : automatic());
}

const char *ck_current_variant(void) {
  const ck_table *table = current();
  for (int i = 0; i < VARIANT_COUNT; i++)
    if (variants[i].table == table) return variants[i].name;
  return "";
}

#define CK_KERNEL(name, parameters, arguments) \
  void ck_##name parameters { current()->name arguments; }
#include "kernel_list.h"
#undef CK_KERNEL

// The same layout in every variant, so that a packed cell outlives a change of variant.
static size_t padded(size_t hidden) { return (hidden + 7) / 8 * 8; }

size_t ck_lstm_packed_count(size_t input, size_t hidden) {
  return padded(hidden) * 4 * (input + hidden + 1);
}

size_t ck_gru_packed_count(size_t input, size_t hidden) {
  return padded(hidden) * (3 * (input + hidden + 1) + 1);
}

size_t ck_rnn_packed_count(size_t input, size_t hidden) {
  return padded(hidden) * (input + hidden + 1);
}

size_t ck_sequence_scratch_count(size_t hidden) {
  const size_t per_step = padded(hidden) * 4;
  // Two h and one c, and the input products of at least three steps or 3072 numbers.
  return 3 * padded(hidden) + (3 * per_step > 3072 ? 3 * per_step : 3072);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

double ck_peak_flops(double seconds) {
  const size_t rounds = 20000;
  const double flops = (double)(rounds * current()->flops_per_round);
  const double start = now();
  double best = 0;
  float values[16];
  do {
    for (int i = 0; i < 16; i++) values[i] = 0.5f;
    const double before = now();
    current()->flop_chains(values, rounds);
    const double rate = flops / (now() - before);
    if (rate > best) best = rate;
  } while (now() - start < seconds);
  return best;
}
