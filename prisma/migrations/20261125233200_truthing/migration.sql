-- CreateTable
CREATE TABLE "truthing_panel" (
    "study_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "seed" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "reference_version" INTEGER,

    CONSTRAINT "truthing_panel_pkey" PRIMARY KEY ("study_id")
);

-- CreateTable
CREATE TABLE "truthing_member" (
    "id" TEXT NOT NULL,
    "study_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "adjudicator" BOOLEAN NOT NULL DEFAULT false,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "truthing_member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "truth_task" (
    "id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "state" "read_state" NOT NULL DEFAULT 'waiting',
    "lease" INTEGER NOT NULL DEFAULT 0,
    "opened_at" TIMESTAMPTZ(3),
    "submitted_at" TIMESTAMPTZ(3),
    "draft" JSONB,
    "draft_revision" INTEGER NOT NULL DEFAULT 0,
    "draft_saved_at" TIMESTAMPTZ(3),

    CONSTRAINT "truth_task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "truth_opinion" (
    "task_id" TEXT NOT NULL,
    "answers" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "salt" TEXT NOT NULL,
    "commitment" TEXT NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "truth_opinion_pkey" PRIMARY KEY ("task_id")
);

-- CreateTable
CREATE TABLE "truth_verdict" (
    "study_id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "basis" TEXT NOT NULL,
    "reasons" JSONB NOT NULL,
    "truth" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "truth_verdict_pkey" PRIMARY KEY ("study_id","case_id","version")
);

-- CreateIndex
CREATE INDEX "truthing_member_user_id_idx" ON "truthing_member"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "truthing_member_study_id_user_id_key" ON "truthing_member"("study_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "truthing_member_study_id_number_key" ON "truthing_member"("study_id", "number");

-- CreateIndex
CREATE INDEX "truth_task_case_id_idx" ON "truth_task"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "truth_task_member_id_case_id_key" ON "truth_task"("member_id", "case_id");

-- CreateIndex
CREATE UNIQUE INDEX "truth_task_member_id_position_key" ON "truth_task"("member_id", "position");

-- AddForeignKey
ALTER TABLE "truthing_panel" ADD CONSTRAINT "truthing_panel_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "study"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "truthing_member" ADD CONSTRAINT "truthing_member_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "truthing_panel"("study_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "truthing_member" ADD CONSTRAINT "truthing_member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "truth_task" ADD CONSTRAINT "truth_task_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "truthing_member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "truth_task" ADD CONSTRAINT "truth_task_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "truth_opinion" ADD CONSTRAINT "truth_opinion_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "truth_task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "truth_verdict" ADD CONSTRAINT "truth_verdict_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "truthing_panel"("study_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand, because Prisma's schema cannot say it: a member judges one case at a time; what was said, and how truth came of it, stays as it is.
CREATE UNIQUE INDEX "truth_task_one_open" ON "truth_task" ("member_id") WHERE "state" = 'open';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "truth_opinion" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "truth_opinion" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "truth_verdict" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "truth_verdict" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
