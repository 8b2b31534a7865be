import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { STAND_INS } from "../../../../labs/stand-ins/index.js";
import type { BedImage } from "../image.js";
import { base } from "./base.js";
import { placeText } from "./place.js";

const NAME = "nginx:alpine";

const settings = `user nginx;
worker_processes auto;
pid /run/nginx.pid;
events { worker_connections 1024; }
http {
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    log_format main '$remote_addr - $remote_user [$time_local] "$request" '
                    '$status $body_bytes_sent "$http_referer" '
                    '"$http_user_agent" "$http_x_forwarded_for"';
    access_log /var/log/nginx/access.log main;
    error_log /var/log/nginx/error.log notice;
    sendfile on;
    keepalive_timeout 65;
    include /etc/nginx/conf.d/*.conf;
}
`;

const server = `server {
    listen 80;
    server_name localhost;
    location / {
        root /usr/share/nginx/html;
        index index.html index.htm;
    }
}
`;

/** Debian's nginx with its own page, arranged as in the official image: settings, logs and how it starts. */
export const nginx: BedImage = {
  name: NAME,
  what: STAND_INS[NAME],
  base: base.name,
  tools: [],
  packages: ["nginx", "nginx-common"],
  files: async (job) => {
    await job.copyPrograms([
      ...["/usr/sbin/nginx", "/etc/nginx/mime.types", "/usr/share/nginx/html/index.html"],
    ]);
    await placeText(job, "/etc/nginx/nginx.conf", settings);
    await placeText(job, "/etc/nginx/conf.d/default.conf", server);
    await placeText(job, "/etc/passwd", "root:x:0:0:root:/root:/bin/bash\nnginx:x:101:101::/\n");
    await placeText(job, "/etc/group", "root:x:0:\nnginx:x:101:\n");
    for (const folder of ["run", "var/lib/nginx", "var/log/nginx"])
      await mkdir(join(job.root, folder), { recursive: true });
    await symlink("/dev/stdout", join(job.root, "var/log/nginx/access.log"));
    await symlink("/dev/stderr", join(job.root, "var/log/nginx/error.log"));
  },
  config: ["EXPOSE 80", "STOPSIGNAL SIGQUIT", 'CMD ["nginx", "-g", "daemon off;"]'],
  revision: 1,
};
