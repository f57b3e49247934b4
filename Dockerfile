# Build: docker build -t wenbao .        Run: see “Docker” in README.md.

FROM node:20-bookworm-slim AS build
# nodejieba is compiled here; none of this reaches the final image.
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 make g++ \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
# Dependencies first, so that a change of source does not compile nodejieba again. `npm ci` alone would run `prepare`,
# which builds the sources that are not here yet.
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts && npm rebuild nodejieba
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY commands commands
COPY bench bench
RUN npm run -s build && npm prune --omit=dev --ignore-scripts

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
# The seeds stand where articles are read from. A folder mounted there hides them; without one they are what is read.
COPY seeds articles
# What is kept goes here: a volume mounted on it takes over its owner, so that the bot may write.
RUN install -d -o node -g node data
# There is no VOLUME on purpose: it would leave anonymous ones behind, with a copy of the seeds, on every run.
ENV ARTICLES=/app/articles DATA=/app/data
USER node
# A port is served only where TELEGRAM_WEBHOOK_URL is set; then publish it (-p 127.0.0.1:8080:8080).
EXPOSE 8080
# The port need not be there, so this looks from inside: the process runs (is neither stopped nor dead) and the articles can be
# read. It does not say that Discord or Telegram is reached: the log does, and `node dist/src/main.js check`.
HEALTHCHECK --interval=60s --timeout=5s --start-period=30s \
  CMD grep -q '^State:[[:space:]]*[RSD]' /proc/1/status && test -r "$ARTICLES" && ls "$ARTICLES" > /dev/null
STOPSIGNAL SIGTERM
# node itself, not npm: signals reach it, and it finishes the answers in work before it leaves.
CMD ["node", "dist/src/main.js"]
