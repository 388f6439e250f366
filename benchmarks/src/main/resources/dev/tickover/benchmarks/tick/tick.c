/* The work of a delivered tick, for comparison: lock, read, write in flight, ask the host, write done. */

#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

static const char *folder;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static char *in_folder(const char *name) {
    char *path;
    if (asprintf(&path, "%s/%s", folder, name) < 0) {
        fail("memory");
    }
    return path;
}

static unsigned crc32(const char *bytes, size_t length) {
    unsigned crc = ~0u;
    for (size_t i = 0; i < length; i++) {
        crc ^= (unsigned char) bytes[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = crc >> 1 ^ (0xedb88320u & -(crc & 1));
        }
    }
    return ~crc;
}

static long long now(void) {
    struct timeval time;
    gettimeofday(&time, NULL);
    return time.tv_sec * 1000LL + time.tv_usec / 1000;
}

static void put(const char *path, int flags, const char *text, size_t length, int durably) {
    int file = open(path, flags | O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0 || write(file, text, length) != (ssize_t) length || (durably && fsync(file))) {
        fail(path);
    }
    close(file);
}

static int lock(void) {
    int file = open(in_folder("compared.lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (file < 0 || fcntl(file, F_SETLKW, &whole)) {
        fail("lock");
    }
    return file;
}

static void check(void) {
    char text[512];
    int file = open(in_folder("compared.state"), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return;
    }
    ssize_t length = read(file, text, sizeof text - 1);
    text[length < 0 ? 0 : length] = 0;
    close(file);
    char *sum = strstr(text, "crc32=");
    if (!sum || strtoul(sum + 6, NULL, 16) != crc32(text, sum - text)) {
        fail("damaged state");
    }
}

static void remember(const char *event, int durably) {
    char text[512];
    int length = snprintf(text, sizeof text, "{\"at\":%lld,\"event\":\"%s\",\"schedule\":\"compared\"}\n", now(), event);
    put(in_folder("compared.jsonl"), O_APPEND, text, length, durably);
    length = snprintf(text, sizeof text, "compared 1\nlast=%lld\nevent=%s\n", now(), event);
    length += snprintf(text + length, sizeof text - length, "crc32=%x\n", crc32(text, length));
    put(in_folder("compared.state.tmp"), O_TRUNC, text, length, 1);
    rename(in_folder("compared.state"), in_folder("compared.state.former"));
    if (rename(in_folder("compared.state.tmp"), in_folder("compared.state"))) {
        fail("rename");
    }
}

static void ask(const char *host) {
    static const char tick[] =
        "{\"v\":1,\"op\":\"tick\",\"app\":\"compared\",\"schedule\":\"compared\",\"id\":\"compared@1\"}\n";
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, host, sizeof address.sun_path - 1);
    int peer = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(peer, (struct sockaddr *) &address, sizeof address) || write(peer, tick, sizeof tick - 1) < 0) {
        fail("host");
    }
    for (int answers = 0; answers < 2;) {
        char text[4096];
        ssize_t length = read(peer, text, sizeof text);
        if (length <= 0) {
            fail("answer");
        }
        for (ssize_t i = 0; i < length; i++) {
            answers += text[i] == '\n';
        }
    }
    close(peer);
}

int main(int count, char **arguments) {
    if (count != 3) {
        fprintf(stderr, "usage: tick FOLDER SOCKET\n");
        return 2;
    }
    folder = arguments[1];
    int held = lock();
    check();
    remember("fired", 1);
    close(held);
    ask(arguments[2]);
    held = lock();
    remember("completed", 0);
    close(held);
    return 0;
}
