-- AlterTable
ALTER TABLE "case" ADD COLUMN     "last_file_at" TIMESTAMPTZ(3),
ADD COLUMN     "left_out" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "source_key" TEXT;

-- CreateTable
CREATE TABLE "source_image" (
    "case_id" TEXT NOT NULL,
    "uid_key" TEXT NOT NULL,
    "content_key" TEXT NOT NULL,
    "file" INTEGER NOT NULL,

    CONSTRAINT "source_image_pkey" PRIMARY KEY ("case_id","uid_key")
);

-- CreateTable
CREATE TABLE "intake_token" (
    "id" TEXT NOT NULL,
    "study_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "intake_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "intake_node" (
    "id" TEXT NOT NULL,
    "study_id" TEXT NOT NULL,
    "ae_title" TEXT NOT NULL,
    "callers" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "intake_node_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "source_image_uid_key_idx" ON "source_image"("uid_key");

-- CreateIndex
CREATE UNIQUE INDEX "intake_token_token_hash_key" ON "intake_token"("token_hash");

-- CreateIndex
CREATE INDEX "intake_token_study_id_idx" ON "intake_token"("study_id");

-- CreateIndex
CREATE INDEX "intake_node_study_id_idx" ON "intake_node"("study_id");

-- CreateIndex
CREATE INDEX "case_state_last_file_at_idx" ON "case"("state", "last_file_at");

-- CreateIndex
CREATE INDEX "case_source_key_idx" ON "case"("source_key");

-- AddForeignKey
ALTER TABLE "source_image" ADD CONSTRAINT "source_image_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand, because Prisma's schema cannot say it: a title is in use once at a time.
CREATE UNIQUE INDEX "intake_node_open_title" ON "intake_node"("ae_title") WHERE "closed_at" IS NULL;
