// What `lstm-tutor doctor` says.
extension Phrase {
  public static let doctorTerminal = Phrase(en: "Terminal", zh: "终端")
  public static let doctorScreens = Phrase(en: "Screens", zh: "全屏界面")
  public static let doctorYes = Phrase(en: "yes", zh: "可用")
  public static let doctorPlain = Phrase(en: "no: plain mode is used", zh: "不可用，使用纯文本模式")
  public static let doctorSize = Phrase(en: "Size", zh: "大小")
  public static let doctorLocale = Phrase(en: "Locale", zh: "区域设置")
  public static let doctorTmux = Phrase(en: "tmux", zh: "tmux")
  public static let doctorTmuxAdvice = Phrase(
    en: "Esc is quick only with 'set -sg escape-time 25' in ~/.tmux.conf",
    zh: "在 ~/.tmux.conf 中加入 'set -sg escape-time 25'，Esc 才会迅速响应")
  public static let doctorArithmetic = Phrase(en: "Arithmetic", zh: "运算指令集")
  public static let doctorProgress = Phrase(en: "Progress", zh: "进度")
  public static let doctorPlace = Phrase(en: "Place", zh: "上次位置")
  public static let doctorReports = Phrase(en: "Reports", zh: "题目反馈")
  public static let doctorNotYet = Phrase(en: "not there yet", zh: "尚未建立")
  public static let doctorLookedIn = Phrase(en: "Looked in", zh: "查找过")
  public static let doctorContent = Phrase(en: "Content", zh: "内容")
  public static let doctorUnreadable = Phrase(en: "cannot be read", zh: "无法读取")
  public static let doctorCourse = Phrase(en: "Course", zh: "课程")
  public static let doctorNoCourse = Phrase(
    en: "none; name its folder with --content", zh: "没有；请用 --content 指定文件夹")
  public static let doctorEdition = Phrase(en: "Edition", zh: "课程版本")
  public static let doctorFindings = Phrase(en: "Findings", zh: "检查发现")
}
