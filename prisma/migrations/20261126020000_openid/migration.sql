-- AlterTable
ALTER TABLE "user_account" ADD COLUMN     "openid_issuer" TEXT,
ADD COLUMN     "openid_subject" TEXT;

-- CreateTable
CREATE TABLE "openid_proof" (
    "token_hash" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "authenticated_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "openid_proof_pkey" PRIMARY KEY ("token_hash")
);

-- CreateIndex
CREATE INDEX "openid_proof_session_id_idx" ON "openid_proof"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "user_account_openid_issuer_openid_subject_key" ON "user_account"("openid_issuer", "openid_subject");

-- AddForeignKey
ALTER TABLE "openid_proof" ADD CONSTRAINT "openid_proof_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "auth_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
