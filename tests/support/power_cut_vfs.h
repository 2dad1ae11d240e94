// SPDX-License-Identifier: Apache-2.0
//
// What is on the disk after the power goes, at any moment of a run that was
// recorded. A SQLite VFS notes every write, truncation and synchronisation of a
// database and its log; from the notes an image of the disk is made, in which
// what had not been synchronised is there, is not, or is there in part, sector
// by sector and in any order, and so are the names of files.
//
// Files are told apart by their last letters, so record one database at a time.
// One test program, one thread.

#pragma once

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace onething::testing {

class PowerCutVfs {
 public:
  enum class Kind { write, truncate, sync, make, remove, sync_names };
  struct Note {
    Kind kind = Kind::write;
    std::size_t file = 0;  // 0 the database, 1 its log.
    std::size_t at = 0;    // Offset, or the size after a truncation.
    std::string bytes;
  };
  // How the disk behaves: `lying` answers a synchronisation and does nothing.
  enum class Disk { honest, lying };

  static PowerCutVfs& instance() {
    static PowerCutVfs vfs;
    return vfs;
  }

  void record() {
    notes_.clear();
    recording_ = true;
  }
  void stop() { recording_ = false; }
  // How much has happened so far; a power cut comes after so many notes.
  std::size_t moment() const { return notes_.size(); }
  void note_synced_names() { add({Kind::sync_names, 0, 0, ""}); }
  void note_synced_database() { add({Kind::sync, 0, 0, ""}); }

  // The files as they may be found after a cut at `moment`, written to `path`
  // and `path`-wal.
  void leave(std::size_t moment, Disk disk, std::mt19937& random,
             const std::string& path) const {
    std::array<File, 2> files;
    for (std::size_t i = 0; i < moment; ++i) follow(notes_[i], disk, files);
    const std::array<std::string, 2> paths = {path, path + "-wal"};
    for (std::size_t i = 0; i < files.size(); ++i) {
      ::unlink(paths[i].c_str());
      const bool there =
          files[i].named == files[i].wanted ? files[i].named : flip(random);
      if (!there) continue;
      std::ofstream(paths[i], std::ios::binary) << found(files[i], random);
      ::chmod(paths[i].c_str(), 0600);
    }
  }

 private:
  struct File {
    std::string durable;
    std::vector<Note> pending;
    bool named = false;   // On the disk, for certain.
    bool wanted = false;  // As the program sees it.
  };

  static constexpr std::size_t kSector = 512;

  static bool flip(std::mt19937& random) { return random() % 2 == 0; }

  static void apply(const Note& note, std::string& bytes) {
    if (note.kind == Kind::truncate) {
      bytes.resize(note.at);
      return;
    }
    if (bytes.size() < note.at + note.bytes.size())
      bytes.resize(note.at + note.bytes.size());
    bytes.replace(note.at, note.bytes.size(), note.bytes);
  }

  static void follow(const Note& note, Disk disk, std::array<File, 2>& files) {
    File& file = files[note.file];
    switch (note.kind) {
      case Kind::make:
        file.wanted = true;
        return;
      case Kind::remove:
        file = File{};
        return;
      case Kind::sync_names:
        for (File& each : files) each.named = each.wanted;
        return;
      case Kind::sync:
        if (disk == Disk::lying) return;
        for (const Note& pending : file.pending) apply(pending, file.durable);
        file.pending.clear();
        return;
      case Kind::write:
      case Kind::truncate:
        file.pending.push_back(note);
    }
  }

  // What is pending has happened, has not, or has for some of its sectors.
  static std::string found(const File& file, std::mt19937& random) {
    std::string bytes = file.durable;
    const unsigned mood = random() % 4;  // All, nothing, or a mixture.
    for (const Note& note : file.pending) {
      if (mood == 0 || (mood != 1 && flip(random))) {
        apply(note, bytes);
        continue;
      }
      if (mood != 3 || note.kind != Kind::write) continue;
      for (std::size_t at = 0; at < note.bytes.size(); at += kSector)
        if (flip(random))
          apply({Kind::write, note.file, note.at + at,
                 note.bytes.substr(at, kSector)},
                bytes);
    }
    return bytes;
  }

  PowerCutVfs() {
    sqlite3_vfs* real = sqlite3_vfs_find(nullptr);
    vfs_ = *real;
    vfs_.zName = "power_cut";
    open_ = real->xOpen;
    delete_ = real->xDelete;
    vfs_.xOpen = &PowerCutVfs::open;
    vfs_.xDelete = &PowerCutVfs::remove;
    sqlite3_vfs_register(&vfs_, 1);
  }

  void add(Note note) {
    if (recording_) notes_.push_back(std::move(note));
  }

  // The real methods with three of them replaced; there is one real table for
  // databases and one for logs.
  static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file,
                  int flags, int* out) {
    PowerCutVfs& self = instance();
    const int result = self.open_(vfs, name, file, flags, out);
    const bool is_log = (flags & SQLITE_OPEN_WAL) != 0;
    if (result != SQLITE_OK || name == nullptr ||
        (flags & SQLITE_OPEN_READWRITE) == 0 ||
        (!is_log && (flags & SQLITE_OPEN_MAIN_DB) == 0))
      return result;
    const std::size_t which = is_log ? 1 : 0;
    self.real_[which] = file->pMethods;
    self.methods_[which] = *file->pMethods;
    self.methods_[which].xWrite = &PowerCutVfs::write;
    self.methods_[which].xTruncate = &PowerCutVfs::truncate;
    self.methods_[which].xSync = &PowerCutVfs::sync;
    file->pMethods = &self.methods_[which];
    self.add({Kind::make, which, 0, ""});
    return result;
  }

  static int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
    if (std::string_view(name).ends_with("-wal"))
      instance().add({Kind::remove, 1, 0, ""});
    return instance().delete_(vfs, name, sync_folder);
  }

  std::size_t file_of(const sqlite3_file* file) const {
    return file->pMethods == &methods_[1] ? 1 : 0;
  }

  static int write(sqlite3_file* file, const void* bytes, int count,
                   sqlite3_int64 at) {
    PowerCutVfs& self = instance();
    const std::size_t which = self.file_of(file);
    if (self.recording_)
      self.add({Kind::write, which, static_cast<std::size_t>(at),
                std::string(static_cast<const char*>(bytes),
                            static_cast<std::size_t>(count))});
    return self.real_[which]->xWrite(file, bytes, count, at);
  }

  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    PowerCutVfs& self = instance();
    const std::size_t which = self.file_of(file);
    self.add({Kind::truncate, which, static_cast<std::size_t>(size), ""});
    return self.real_[which]->xTruncate(file, size);
  }

  static int sync(sqlite3_file* file, int flags) {
    PowerCutVfs& self = instance();
    const std::size_t which = self.file_of(file);
    const int result = self.real_[which]->xSync(file, flags);
    self.add({Kind::sync, which, 0, ""});
    return result;
  }

  sqlite3_vfs vfs_{};
  std::array<sqlite3_io_methods, 2> methods_{};
  std::array<const sqlite3_io_methods*, 2> real_{};
  int (*open_)(sqlite3_vfs*, const char*, sqlite3_file*, int, int*) = nullptr;
  int (*delete_)(sqlite3_vfs*, const char*, int) = nullptr;
  std::vector<Note> notes_;
  bool recording_ = false;
};

}  // namespace onething::testing
