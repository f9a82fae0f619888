-- CreateTable
CREATE TABLE "dicomweb_server" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "credentials" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "dicomweb_server_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pull_order" (
    "case_id" TEXT NOT NULL,
    "server_id" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "pull_order_pkey" PRIMARY KEY ("case_id")
);

-- AddForeignKey
ALTER TABLE "pull_order" ADD CONSTRAINT "pull_order_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pull_order" ADD CONSTRAINT "pull_order_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "dicomweb_server"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand, because Prisma's schema cannot say it: a name is in use once at a time.
CREATE UNIQUE INDEX "dicomweb_server_name" ON "dicomweb_server"("name") WHERE "removed_at" IS NULL;
