# A small S3 server, s3proxy (Apache 2.0), over a folder, with the bucket that compose.yaml uses. For trying things out: it
# keeps no copies, and anything that S3 promises beyond storing and listing it may not.
ARG JRE=docker.io/library/eclipse-temurin:25-jre
ARG MAVEN=docker.io/library/maven:3.9-eclipse-temurin-21

FROM ${MAVEN} AS jar
RUN mvn --batch-mode --quiet org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -DoutputDirectory=/jar \
      -Dmdep.stripVersion=true -Dartifact=org.gaul:s3proxy:4.1.0:jar:jar-with-dependencies \
    && echo "a4d025969aaf796616ed4b1e2491d87d455ce84bb28cb9db086b2e6aaa68b48d  /jar/s3proxy-jar-with-dependencies.jar" | sha256sum --check

FROM ${JRE}
COPY --from=jar --chmod=0644 /jar/s3proxy-jar-with-dependencies.jar /app/s3proxy.jar
COPY deploy/compose/s3proxy.properties /app/s3proxy.properties
RUN mkdir -p /data/skytrove && chown -R 65532:65532 /data
USER 65532:65532
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-Xmx256m", "-Duser.home=/tmp", "-jar", "/app/s3proxy.jar", "--properties", "/app/s3proxy.properties"]
