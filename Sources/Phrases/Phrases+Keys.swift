// Keys of the learner's own.
extension Phrase {
  public static let settingKeys = Phrase(en: "Keys", zh: "按键")
  public static let keysAsTheyAre = Phrase(en: "default", zh: "默认")
  public static func keysOfYourOwn(_ count: Int) -> Phrase {
    Phrase(en: "\(count) of your own", zh: "自定义 \(count) 个")
  }
  public static let keysTitle = Phrase(en: "Keys of your own", zh: "自定义按键")
  public static let keysAbout = Phrase(
    en: "A key of yours does the work of one of the tutor's, on every screen. "
      + "While you type an answer, letters stay letters.",
    zh: "自定义按键在所有界面代替程序自带的按键；输入答案时，字母仍是字母。")
  public static let keysNew = Phrase(en: "a new key", zh: "添加按键")
  public static func keyDoesWorkOf(_ tutors: String) -> Phrase {
    Phrase(en: "does the work of  \(tutors)", zh: "代替  \(tutors)")
  }
  public static let keysPressYours = Phrase(
    en: "Press the key that you want to use.", zh: "请按你想用的键。")
  public static func keysPressTutors(_ yours: String) -> Phrase {
    Phrase(
      en: "Now the key of the tutor whose work \(yours) shall do.",
      zh: "再按程序自带的键，\(yours) 将代替它。")
  }
  public static let keysEscLeaves = Phrase(
    en: "Esc leaves everything as it is.", zh: "Esc 取消。")
  public static func keyStaysFixed(_ key: String) -> Phrase {
    Phrase(
      en: "\(key) keeps its work: it leads out of everything.", zh: "\(key) 不能更改，它始终可用。")
  }
  public static let keysRemove = Phrase(en: "remove", zh: "删除")
}
