# syntax=docker/dockerfile:1

# The checks run on 20 and 22: `docker build --build-arg NODE=22 .` makes the same image on the newer one.
ARG NODE=20

FROM node:${NODE}-bookworm-slim AS builder
# For better-sqlite3, where no prebuilt add-on can be had.
RUN apt-get update \
  && apt-get install -y --no-install-recommends g++ make python3 \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY nest-cli.json tsconfig.json tsconfig.build.json ormconfig.ts ./
COPY migrations migrations
COPY scripts scripts
COPY src src
# What slims is TypeScript, so the tools that run it are taken away last.
RUN npm run build \
  && node -r @swc-node/register scripts/slim-modules.ts \
  && npm prune --omit=dev --no-audit --no-fund

FROM node:${NODE}-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends tini \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o node -g node /data
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=builder /app/node_modules node_modules
COPY --from=builder /app/dist dist
# HTTP_PORT: the health endpoint, for nobody but the container itself.
ENV NODE_ENV=production DATABASE_PATH=/data/data.db DATA_PATH=/data LOGS_PATH=/data/logs HTTP_PORT=8080
USER node
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["node", "dist/src/health-check.js"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "dist/src/main.js"]
