# The image of any service: docker build --build-arg SERVICE=gateway --tag psa-bridge/gateway .
# All services are compiled in one stage, which is made once; only what follows differs between them.
ARG BUILD_IMAGE=node:24.21.0-bookworm-slim
# Node and nothing else: no shell, no package manager.
ARG RUN_IMAGE=gcr.io/distroless/nodejs24-debian12:nonroot

FROM ${BUILD_IMAGE} AS compiled
WORKDIR /source
COPY . .
RUN ["node", "tools/bootstrap.mjs"]
RUN ["node_modules/.bin/node", "node_modules/typescript/bin/tsc", "-b"]

FROM compiled AS folder
ARG SERVICE
RUN node_modules/.bin/node tools/images/make.ts "${SERVICE:?say which service: --build-arg SERVICE=gateway}" /app

FROM ${RUN_IMAGE}
ARG SERVICE
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="psa-bridge/${SERVICE}" \
      org.opencontainers.image.description="PSA Bridge: ${SERVICE}" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="gcr.io/distroless/nodejs24-debian12:nonroot"
# Half a container's memory for the heap keeps a full sync within 512 MiB: libs/service-host/README.md says why.
ENV NODE_ENV=production \
    NODE_OPTIONS=--max-old-space-size=256 \
    HTTP_HOST=0.0.0.0 \
    HTTP_PORT=8080 \
    ADMIN_PORT=9090
WORKDIR /app
# Owned by root: the process can read it and nothing more.
COPY --from=folder /app /app
USER 65532:65532
EXPOSE 8080 9090
STOPSIGNAL SIGTERM
# Without a shell in between, Node gets the signals; what follows the image's name is a command for operators.
ENTRYPOINT ["/nodejs/bin/node", "--conditions=psa-dist", "--import", "@psa-bridge/observability/register", "start.js"]
