-- CreateTable
CREATE TABLE "sealed_identity" (
    "case_id" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sealed_identity_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "identity_access" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "identity_access_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "identity_access_case_id_idx" ON "identity_access"("case_id");

-- By hand, because Prisma's schema cannot say it: who had an identity opened stays on record.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "identity_access" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "identity_access" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
