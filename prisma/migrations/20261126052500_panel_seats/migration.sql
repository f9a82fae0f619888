-- AlterTable
ALTER TABLE "truthing_member" ADD COLUMN     "left_at" TIMESTAMPTZ(3),
ADD COLUMN     "replaces" INTEGER;

-- AlterTable
ALTER TABLE "truth_task" ADD COLUMN     "given_at" TIMESTAMPTZ(3);

-- By hand: a case that was given out before was given when the panel was opened, to an adjudicator when the members had differed.
UPDATE "truth_task" SET "given_at" = coalesce(
    (SELECT v."at" FROM "truthing_member" m JOIN "truth_verdict" v ON v."study_id" = m."study_id" AND v."case_id" = "truth_task"."case_id"
     WHERE m."id" = "truth_task"."member_id" AND m."adjudicator" AND v."basis" = 'disagreement'),
    (SELECT p."opened_at" FROM "truthing_member" m JOIN "truthing_panel" p ON p."study_id" = m."study_id" WHERE m."id" = "truth_task"."member_id"),
    now());
ALTER TABLE "truth_task" ALTER COLUMN "given_at" SET NOT NULL;

-- CreateTable
CREATE TABLE "panel_reminder" (
    "member_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "problem" TEXT,

    CONSTRAINT "panel_reminder_pkey" PRIMARY KEY ("member_id","kind","due_at")
);

-- AddForeignKey
ALTER TABLE "panel_reminder" ADD CONSTRAINT "panel_reminder_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "truthing_member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
