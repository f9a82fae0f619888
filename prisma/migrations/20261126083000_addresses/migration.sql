-- AlterTable
ALTER TABLE "user_account" ADD COLUMN     "shares_address" BOOLEAN NOT NULL DEFAULT false;

-- By hand, because Prisma's schema cannot say it: an address, in capitals or small letters, stands for one person. Of those who had one together before, the first
-- keeps it alone; the others go on under it, marked, until theirs is corrected: none is changed by guess, and what they did stays known as done under it.
UPDATE "user_account" person SET "shares_address" = true
WHERE person."kind" = 'person' AND EXISTS (
    SELECT 1 FROM "user_account" first
    WHERE first."kind" = 'person' AND lower(first."email") = lower(person."email")
      AND (first."created_at", first."id") < (person."created_at", person."id"));
CREATE UNIQUE INDEX "user_account_address_key" ON "user_account" (lower("email")) WHERE "kind" = 'person' AND NOT "shares_address";
