/* The service that cluster tests release: small, started in a moment, and wrong in the ways that its image is told to be.
   serve [READY-AFTER [SICK-FROM SICK-UNTIL]]: answers on port 8080; /health/ready is 200 READY-AFTER seconds after the
   start; in between the two other times everything is 500.   crash: says why, and ends with exit code 3.
   While it serves: /sick/SECONDS makes everything 500 for so long; /burn uses all CPU there is, /eat takes 230 MiB, /rest ends both; /metrics has CPU and memory against the limits
   that the environment gives (CPU_LIMIT_MILLICORES, MEMORY_LIMIT in bytes), as Slipway's services have them. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static void end(int signal) { (void)signal; _exit(0); }

static volatile int burning;
static char *eaten;
static const size_t meal = 230u << 20;

static void *burn(void *nothing) {
  while (burning) {}
  return nothing;
}

static void eat(void) {
  if (eaten) return;
  eaten = mmap(NULL, meal, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (eaten == MAP_FAILED) eaten = NULL; else memset(eaten, 1, meal);
}

static double seconds(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static double limit(const char *name) {
  const char *text = getenv(name);
  return text ? atof(text) : 0;
}

/* CPU since the last time it was asked, over the limit; memory that is left of the limit. */
static void metrics(char *body, size_t size) {
  static double wall, cpu;
  double now = seconds(CLOCK_MONOTONIC), used = seconds(CLOCK_PROCESS_CPUTIME_ID), cores = limit("CPU_LIMIT_MILLICORES") / 1000;
  double ratio = wall > 0 && cores > 0 ? (used - cpu) / (now - wall) / cores : 0;
  wall = now, cpu = used;
  long pages = 0, resident = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  if (file) { if (fscanf(file, "%ld %ld", &pages, &resident) != 2) resident = 0; fclose(file); }
  snprintf(body, size, "# TYPE slipway_cpu_utilization_ratio gauge\nslipway_cpu_utilization_ratio %.4f\n"
           "slipway_memory_available_bytes %.0f\n", ratio > 1 ? 1 : ratio, limit("MEMORY_LIMIT") - (double)resident * sysconf(_SC_PAGESIZE));
}

int main(int count, char **args) {
  signal(SIGTERM, end);
  signal(SIGPIPE, SIG_IGN);
  setvbuf(stdout, NULL, _IONBF, 0);
  if (count > 1 && strcmp(args[1], "crash") == 0) {
    puts("starting up");
    puts("boom: there is no key store");
    return 3;
  }
  double start = time(NULL), ready = count > 2 ? atof(args[2]) : 0;
  double from = count > 4 ? atof(args[3]) : 1e9, until = count > 4 ? atof(args[4]) : 0, well = 0;
  int listener = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(8080)};
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 64)) { perror("listen"); return 1; }
  puts("serving");
  for (;;) {
    int client = accept(listener, NULL, NULL);
    if (client < 0) continue;
    char request[4096];
    ssize_t length = read(client, request, sizeof request - 1);
    request[length < 0 ? 0 : length] = 0;
    double age = time(NULL) - start;
    int told = strncmp(request, "GET /sick/", 10) == 0;
    if (told) well = seconds(CLOCK_MONOTONIC) + atof(request + 10);
    int bad = !told && ((strstr(request, "/health/ready") && age < ready) || (age >= from && age < until) || seconds(CLOCK_MONOTONIC) < well);
    char body[1024] = "ok", whole[1400];
    pthread_t thread;
    if (strncmp(request, "GET /burn", 9) == 0 && !burning) {
      burning = 1;
      if (pthread_create(&thread, NULL, burn, NULL) == 0) pthread_detach(thread);
    }
    if (strncmp(request, "GET /eat", 8) == 0) eat();
    if (strncmp(request, "GET /rest", 9) == 0) {
      burning = 0;
      if (eaten) munmap(eaten, meal);
      eaten = NULL;
    }
    if (strncmp(request, "GET /metrics", 12) == 0) metrics(body, sizeof body);
    snprintf(whole, sizeof whole, "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\nContent-Length: %zu\r\n"
             "Connection: close\r\n\r\n%s", strlen(body), body);
    const char *answer = bad ? "HTTP/1.1 500 No\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno"
                             : whole;
    (void)!write(client, answer, strlen(answer));
    shutdown(client, SHUT_WR);
    while (read(client, request, sizeof request) > 0) {}
    close(client);
  }
}
