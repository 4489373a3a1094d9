/* The service that cluster tests release: small, started in a moment, and wrong in the ways that its image is told to be.
   serve [READY-AFTER [SICK-FROM SICK-UNTIL]]: answers on port 8080; /health/ready is 200 READY-AFTER seconds after the
   start; in between the two other times everything is 500.   crash: says why, and ends with exit code 3. */
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static void end(int signal) { (void)signal; _exit(0); }

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
  double from = count > 4 ? atof(args[3]) : 1e9, until = count > 4 ? atof(args[4]) : 0;
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
    int bad = (strstr(request, "/health/ready") && age < ready) || (age >= from && age < until);
    const char *answer = bad ? "HTTP/1.1 500 No\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno"
                             : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
    (void)!write(client, answer, strlen(answer));
    shutdown(client, SHUT_WR);
    while (read(client, request, sizeof request) > 0) {}
    close(client);
  }
}
