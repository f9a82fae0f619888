-- CreateEnum
CREATE TYPE "auth_session_kind" AS ENUM ('browser', 'token');

-- AlterEnum
ALTER TYPE "role" ADD VALUE 'truther';

-- AlterTable
ALTER TABLE "user_account" ADD COLUMN     "failed_attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "locked_until" TIMESTAMPTZ(3),
ADD COLUMN     "login" TEXT,
ADD COLUMN     "password_hash" TEXT;

-- AlterTable
ALTER TABLE "sign_in_link" ADD COLUMN     "issued_by_id" TEXT;

-- AlterTable
ALTER TABLE "auth_session" ADD COLUMN     "first_password_until" TIMESTAMPTZ(3),
ADD COLUMN     "kind" "auth_session_kind" NOT NULL DEFAULT 'browser',
ADD COLUMN     "name" TEXT;

-- AlterTable
ALTER TABLE "protocol_version" ADD COLUMN     "post_hoc" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "reason" TEXT;

-- CreateTable
CREATE TABLE "study_lock" (
    "study_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "manifest" JSONB NOT NULL,

    CONSTRAINT "study_lock_pkey" PRIMARY KEY ("study_id")
);

-- CreateTable
CREATE TABLE "electronic_signature" (
    "id" TEXT NOT NULL,
    "study_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "meaning" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "authenticated_by" TEXT NOT NULL,
    "record_kind" TEXT NOT NULL,
    "record_hash" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "signature" TEXT NOT NULL,

    CONSTRAINT "electronic_signature_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deviation" (
    "study_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" TEXT,
    "by" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT,
    "text" TEXT NOT NULL,

    CONSTRAINT "deviation_pkey" PRIMARY KEY ("study_id","number")
);

-- CreateTable
CREATE TABLE "unblinding" (
    "id" TEXT NOT NULL,
    "study_id" TEXT NOT NULL,
    "case_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "planned" BOOLEAN NOT NULL,

    CONSTRAINT "unblinding_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "electronic_signature_study_id_idx" ON "electronic_signature"("study_id");

-- CreateIndex
CREATE INDEX "unblinding_study_id_idx" ON "unblinding"("study_id");

-- CreateIndex
CREATE UNIQUE INDEX "user_account_login_key" ON "user_account"("login");

-- AddForeignKey
ALTER TABLE "study_lock" ADD CONSTRAINT "study_lock_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "study"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "electronic_signature" ADD CONSTRAINT "electronic_signature_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "study"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "electronic_signature" ADD CONSTRAINT "electronic_signature_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deviation" ADD CONSTRAINT "deviation_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "study"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unblinding" ADD CONSTRAINT "unblinding_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "study"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand, because Prisma's schema cannot say it: what was written stays as it was written.
DO $$
DECLARE
  append_only TEXT;
BEGIN
  FOREACH append_only IN ARRAY ARRAY['electronic_signature', 'study_lock', 'deviation', 'unblinding'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', append_only);
    EXECUTE format('CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', append_only);
  END LOOP;
END
$$;
