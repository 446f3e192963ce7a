# Two stages: what npm needs to install stays behind, the image holds Node, git, tini and Weir.
# Run it read-only; only /data (database, git mirrors) and /tmp are ever written. compose.yaml shows how.

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# The image brings its own Node, so the copies of Node that package.json lists as optional are left out.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund \
  && npm cache clean --force

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Weir" \
  org.opencontainers.image.licenses="Apache-2.0"

# git does the trial merges. tini passes signals on and reaps the children that a killed git leaves behind.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates git tini \
  && rm -rf /var/lib/apt/lists/* /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx \
    /usr/local/bin/corepack /opt/yarn-* /usr/local/bin/yarn /usr/local/bin/yarnpkg \
  && groupadd --system --gid 10001 weir \
  && useradd --system --uid 10001 --gid weir --home-dir /data --no-create-home --shell /usr/sbin/nologin weir \
  && install --directory --owner=weir --group=weir --mode=0700 /data

WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY bin ./bin
COPY schema ./schema
COPY src ./src

ENV NODE_ENV=production \
  HOME=/data \
  PORT=3000 \
  WEIR_DATA_DIR=/data
USER 10001:10001
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM

HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]

ENTRYPOINT ["/usr/bin/tini", "--", "node", "bin/weir.js"]
CMD ["start"]
